PRAGMA foreign_keys=OFF;
PRAGMA application_id=1229803602;
PRAGMA user_version=1;
BEGIN TRANSACTION;
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  instant INTEGER NOT NULL,
  kind TEXT NOT NULL,
  order_id TEXT CHECK (length(order_id) > 0),
  body TEXT NOT NULL,
  previous TEXT NOT NULL CHECK (length(previous) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
INSERT INTO events VALUES(1,1795442400,'workspace-created',NULL,'{"format":1}','0000000000000000000000000000000000000000000000000000000000000000','5b63f44e452f029ce0e3881b997aecdbe4d9d9735606189330599e09fe418653');
INSERT INTO events VALUES(2,1795442400,'order-registered','A','{"approvers":[],"carnets":1200,"client":"Département de l''Exemple","face_value_cents":1000,"passes_per_carnet":10,"profile":"prepaid","template":"carnet-10","terms":{"answer_days":7,"delivery_working_days":15,"extend":true,"needs_payment":true,"zone":"metropolitan"},"title":"Pass numériques 2027"}','5b63f44e452f029ce0e3881b997aecdbe4d9d9735606189330599e09fe418653','4730be1950bd644841acf63454315b2b0ddd33b615c0f381eb37bfcd8c54983a');
INSERT INTO events VALUES(3,1795442400,'bat-rendered','A','{"answer_by":"2026-11-30","content_sha256":"0101010101010101010101010101010101010101010101010101010101010101","file_sha256":"c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8","folder":"v1","version":1}','4730be1950bd644841acf63454315b2b0ddd33b615c0f381eb37bfcd8c54983a','5be19c91ae2137b579f534491e45bc5a8f5e06091557e52cec5b08b4178da19f');
INSERT INTO events VALUES(4,1795528800,'approved','A','{"by":"Mme Martin","content_sha256":"0101010101010101010101010101010101010101010101010101010101010101","evidence":null,"file_sha256":"c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8","version":1}','5be19c91ae2137b579f534491e45bc5a8f5e06091557e52cec5b08b4178da19f','ca3f68adbb81772b3a3060336f8c518cc76536be6be1833208dc8b6c576636a2');
INSERT INTO events VALUES(5,1795615200,'payment-seen','A','{"amount_cents":12000000,"date":"2026-11-23","reference":"VIR-1"}','ca3f68adbb81772b3a3060336f8c518cc76536be6be1833208dc8b6c576636a2','56b08290ef05bf05c4a27635409095a3c39a7c82f692a17fbfa47b13acc37364');
INSERT INTO events VALUES(6,1795701600,'released','A','{"carnets":1200,"count":12000,"epoch":1,"first_serial":1,"shop":"default","shop_sha256":"0505050505050505050505050505050505050505050505050505050505050505","version":1}','56b08290ef05bf05c4a27635409095a3c39a7c82f692a17fbfa47b13acc37364','fe088db582cd2802d8c564ba20401dc41ea062812dc745b5a29a6e60a52384b0');
INSERT INTO events VALUES(7,1795701600,'order-registered','B','{"approvers":[],"carnets":1200,"client":"Département de l''Exemple","face_value_cents":1000,"passes_per_carnet":10,"profile":"prepaid","template":"carnet-10","terms":{"answer_days":7,"delivery_working_days":15,"extend":true,"needs_payment":true,"zone":"metropolitan"},"title":"Pass numériques 2027"}','fe088db582cd2802d8c564ba20401dc41ea062812dc745b5a29a6e60a52384b0','9f3234be45341f0985fbc8a7146db25e97f32f573f7a887d442b5fad22aa7a75');
INSERT INTO events VALUES(8,1795701600,'bat-rendered','B','{"answer_by":"2026-11-30","content_sha256":"0202020202020202020202020202020202020202020202020202020202020202","file_sha256":"c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8","folder":"v1","version":1}','9f3234be45341f0985fbc8a7146db25e97f32f573f7a887d442b5fad22aa7a75','057642d902d75cab5c8370305fa1f37bab5efd841b582b554e58d9c00a6e89f9');
CREATE TABLE head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  count INTEGER NOT NULL,
  last TEXT NOT NULL CHECK (length(last) = 64),
  seal TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT;
INSERT INTO head VALUES(1,8,'057642d902d75cab5c8370305fa1f37bab5efd841b582b554e58d9c00a6e89f9','a639d77daa5cb5d80f4e6db20c13349b54c33c79552ae4dcbac9a843890edf27');
CREATE INDEX events_by_order ON events (order_id, sequence);
CREATE INDEX events_by_kind ON events (kind, sequence);
CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM events)
BEGIN SELECT RAISE(ABORT, 'events are numbered without gaps'); END;
CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TRIGGER head_remains BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the head is never removed'); END;
CREATE TRIGGER head_grows BEFORE UPDATE ON head WHEN NEW.count <> OLD.count + 1
BEGIN SELECT RAISE(ABORT, 'the head grows by one event at a time'); END;
COMMIT;
