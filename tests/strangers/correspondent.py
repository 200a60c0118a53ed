#!/usr/bin/env python3
"""A client's mail program, by Python's email and smtplib: looks at a mail, and answers it.

    correspondent.py look FILE            what it is, as JSON
    correspondent.py answer FILE PORT CERTIFICATE USER PASSWORD TEXT
                                          answers by the server there, as mail programs do
"""
import email.message
import email.policy
import email.utils
import hashlib
import json
import smtplib
import ssl
import sys


def structure(part):
    """The types of a part and of those in it, as "multipart/mixed(text/plain application/pdf)"."""
    inside = " ".join(structure(one) for one in part.iter_parts()) if part.is_multipart() else ""
    return part.get_content_type() + (f"({inside})" if inside else "")


def look(message):
    defects = [str(defect) for part in message.walk() for defect in part.defects]
    defects += [str(defect) for value in message.values() for defect in value.defects]
    pdfs = [part for part in message.iter_attachments() if part.get_content_type() == "application/pdf"]
    return {
        "structure": structure(message),
        "defects": defects,
        "headers": {name.lower(): str(value) for name, value in message.items()},
        "recipients": [one.addr_spec for one in message["To"].addresses],
        "reply_to": [one.addr_spec for one in message["Reply-To"].addresses],
        "text": message.get_body(("plain",)).get_content(),
        "html": message.get_body(("html",)).get_content(),
        "pdfs": [{"name": one.get_filename(), "sha256": hashlib.sha256(one.get_content()).hexdigest()}
                 for one in pdfs],
    }


def answer(message, port, certificate, user, password, text):
    reply = email.message.EmailMessage()
    reply["From"] = f"Élodie Martin <{message['To'].addresses[0].addr_spec}>"
    reply["To"] = message["Reply-To"]
    reply["Subject"] = "Re: " + message["Subject"]
    reply["Message-ID"] = email.utils.make_msgid(domain="client.example")
    reply["Date"] = email.utils.localtime()
    reply["In-Reply-To"] = message["Message-ID"]
    reply["References"] = message["Message-ID"]
    quoted = "".join("> " + line + "\n" for line in
                     message.get_body(("plain",)).get_content().splitlines())
    reply.set_content(f"{text}\n\nLe lun. 23 nov. 2026 à 10:00, {message['From']} a écrit :\n\n{quoted}")
    with smtplib.SMTP("127.0.0.1", int(port), timeout=60) as server:
        server.starttls(context=ssl.create_default_context(cafile=certificate))
        server.login(user, password)
        server.send_message(reply)


def main():
    with open(sys.argv[2], "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    if sys.argv[1] == "look":
        print(json.dumps(look(message)))
    else:
        answer(message, *sys.argv[3:])


main()
