// Mails as clients, robots and servers send them, for the tests of their reader.
#pragma once

#include "mail/settings.h"

#include <string>

namespace imprimatur::mail {

inline Settings our_settings() {
  Settings settings;
  settings.reply_address = "bat@exemple.fr";
  settings.bounce_address = "retours@exemple.fr";
  settings.authentication = "mx.exemple.fr";
  return settings;
}

inline const std::string client_header =
    "From: a@exemple.fr\nTo: bat+k3t9@exemple.fr\nSubject: Re: BAT\nMIME-Version: 1.0\n";

inline const std::string plain_reply = R"(Return-Path: <inclusion@departement-exemple.fr>
Delivered-To: BAT+K3T9@Exemple.fr
Received: from mail.exemple.fr by mx.exemple.fr; Tue, 24 Nov 2026 09:12:03 +0100
Date: Tue, 24 Nov 2026 09:12:00 +0100
From: =?UTF-8?Q?=C3=89lodie_Martin?= <inclusion@departement-exemple.fr>
To: =?utf-8?q?Coop=C3=A9rative?= <BAT+K3T9@Exemple.fr>
Cc: autre@exemple.fr
Subject: Re: =?UTF-8?Q?Bon_=C3=A0_tirer_2026-0147=2C?=
 =?UTF-8?Q?_version_2?=
Message-ID: <CAF7=x@mail.exemple.fr>
In-Reply-To: <k3t9.1@exemple.fr>
References: <k3t9.0@exemple.fr>
 <k3t9.1@exemple.fr>
MIME-Version: 1.0
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

Bonjour,

Bon =C3=A0 tirer, code K7P2QX.
=C3=89lodie Martin

Le lun. 23 nov. 2026 =C3=A0 10:00, Coop=C3=A9rative Exemple <
bat+k3t9@exemple.fr> a =C3=A9crit=C2=A0:

> Bonjour,
>
> Voici le bon =C3=A0 tirer.
--=20
Le D=C3=A9partement
)";

inline const std::string outlook_reply = R"(From: Martin Elodie <inclusion@exemple.fr>
To: 'Coop' <bat+k3t9@exemple.fr>
Subject: RE: Bon a tirer
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable
MIME-Version: 1.0

Bonjour,

Merci de corriger =AB=A0d=E9partment=A0=BB en =AB=A0d=E9partement=A0=BB.

Cordialement,

________________________________
De=A0: Coop=E9rative Exemple <bat+k3t9@exemple.fr>
Envoy=E9=A0: lundi 23 novembre 2026 10:00
=C0=A0: Martin Elodie <inclusion@exemple.fr>
Objet=A0: Bon =E0 tirer

Bonjour,
Voici le bon =E0 tirer.
)";

inline const std::string gmail_html_reply = R"(From: a@exemple.fr
To: bat+k3t9@exemple.fr
Subject: Re: BAT
MIME-Version: 1.0
Content-Type: text/html; charset="UTF-8"

<html><head><title>t</title><style>p { color: red }</style></head><body>
<!-- <p>cach&eacute;</p> --><script>alert("<p>x</p>")</script>
<div dir="ltr">Bonjour,&#32;c&rsquo;est   d&#8217;accord
pour &laquo;&nbsp;l&#x2019;&eacute;t&eacute;&nbsp;&raquo; &amp; 10&nbsp;&euro; < 20&nbsp;&euro;.<br>Deuxi&egrave;me
ligne<br><br title="a>b">&Eacute;lodie</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le&nbsp;lun. 23 nov. 2026
&agrave;&nbsp;10:00, Coop &lt;<a href="mailto:bat@exemple.fr">bat@exemple.fr</a>&gt; a &eacute;crit&nbsp;:<br></div>
<blockquote class="gmail_quote"><p>Bonjour,</p><p>Voici le bon &agrave; tirer.</p></blockquote></div>
</body></html>
)";

inline const std::string out_of_office = R"(Return-Path: <>
From: inclusion@exemple.fr
To: retours+k3t9@exemple.fr
Subject: =?iso-8859-1?Q?R=E9ponse_automatique_=3A_Bon_=E0_tirer?=
Auto-Submitted: auto-replied
X-Auto-Response-Suppress: All
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable
MIME-Version: 1.0

Je suis absente jusqu'au 30 novembre, sans acc=E8s =E0 ma messagerie.
)";

inline const std::string postfix_bounce = R"(Return-Path: <>
Delivered-To: Retours+K3T9@EXEMPLE.FR
Date: Mon, 23 Nov 2026 10:00:05 +0100 (CET)
From: MAILER-DAEMON@mx.exemple.fr (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: Retours+K3T9@EXEMPLE.FR
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4F1A2.1795/mx.exemple.fr"
Message-Id: <20261123090005.4F1A3@mx.exemple.fr>

This is a MIME-encapsulated message.

--4F1A2.1795/mx.exemple.fr
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.exemple.fr.

<inconnu@departement-exemple.fr>: host mail.departement-exemple.fr said: 550
    5.1.1 User unknown (in reply to RCPT TO command)

--4F1A2.1795/mx.exemple.fr
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.exemple.fr
X-Postfix-Sender: rfc822; retours+k3t9@exemple.fr
Arrival-Date: Mon, 23 Nov 2026 10:00:03 +0100 (CET)

Final-Recipient: rfc822; bon@departement-exemple.fr
Action: relayed
Status: 2.0.0

Final-Recipient: rfc822; inconnu@departement-exemple.fr
Original-Recipient: rfc822;inconnu@departement-exemple.fr
Action: failed
Status: 5.1.1 (unknown)
Remote-MTA: dns; mail.departement-exemple.fr
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--4F1A2.1795/mx.exemple.fr
Content-Description: Undelivered Message
Content-Type: message/rfc822

Return-Path: <retours+k3t9@exemple.fr>
From: bat@exemple.fr
To: inconnu@departement-exemple.fr
Message-ID: <k3t9.1@exemple.fr>
Subject: Bon a tirer

Bonjour,

--4F1A2.1795/mx.exemple.fr--
)";

}  // namespace imprimatur::mail
