//! Secrets: passphrases and keys, kept for volumes, networks of storage, TLS and TPMs.

use std::os::unix::fs::PermissionsExt;

use vireo_tests::Daemon;

const UUID: &str = "5e1f0000-1111-4111-8111-000000000001";

fn document(attributes: &str) -> String {
    format!(
        "<secret {attributes}><uuid>{UUID}</uuid><description>of the archive</description>\
         <usage type='volume'><volume>/srv/archive.img</volume></usage></secret>"
    )
}

/// REQ: issue 2, parts 2 and 4: whatever is acknowledged is on disk, and only the daemon reads it.
#[test]
fn a_secret_is_kept_and_told() {
    let mut daemon = Daemon::start();
    let public = daemon.write("public.xml", &document("private='no'"));
    let private = daemon.write("private.xml", &document("private='yes'"));
    let _ = daemon.ok(&format!("secret-define {public}"));
    let _ = daemon.virsh(&format!("secret-get-value {UUID}")).refused("does not have a value");
    let value = daemon.write("value", "hello");
    let _ = daemon.ok(&format!("secret-set-value {UUID} --file {value} --plain"));
    assert_eq!(daemon.ok(&format!("secret-get-value {UUID}")).trim(), "aGVsbG8=");
    let mode = |path: &str| {
        let found = std::fs::metadata(daemon.path(path)).expect("it is there");
        found.permissions().mode() & 0o777
    };
    assert_eq!(mode("etc/secrets"), 0o700);
    assert_eq!(mode(&format!("etc/secrets/{UUID}.base64")), 0o600);
    daemon.restart();
    assert_eq!(daemon.ok(&format!("secret-get-value {UUID} --plain")).trim(), "hello");
    assert!(daemon.ok(&format!("secret-dumpxml {UUID}")).contains("of the archive"));
    let _ = daemon.ok(&format!("secret-define {private}"));
    let _ = daemon.virsh(&format!("secret-get-value {UUID}")).refused("secret is private");
    let redefined = daemon.virsh(&format!("secret-define {public}"));
    let _ = redefined.refused("cannot change private flag on existing secret");
    let looked = daemon.virsh_readonly(&format!("secret-undefine {UUID}"));
    let _ = looked.refused("read only access prevents virSecretUndefine");
    let _ = daemon.ok(&format!("secret-undefine {UUID}"));
    assert!(!daemon.ok("secret-list").contains(UUID));
    assert!(!daemon.path(&format!("etc/secrets/{UUID}.xml")).exists());
}

/// REQ: E-03; issue 2, part 2: every call of the room, each with what it answers.
#[test]
fn every_call_about_secrets_answers_as_the_reference() {
    let daemon = Daemon::start();
    let _ = daemon.script(CALLS);
}

/// Events come in the order of what happened; one that went to be heard ends the wait.
const CALLS: &str = "
start_events()
conn = connect()
told = []
life = conn.secretEventRegisterAny(None, libvirt.VIR_SECRET_EVENT_ID_LIFECYCLE,
    lambda c, s, event, detail, o: told.append((s.UUIDString()[-1], event, detail)), None)
value = conn.secretEventRegisterAny(None, libvirt.VIR_SECRET_EVENT_ID_VALUE_CHANGED,
    lambda c, s, o: told.append((s.UUIDString()[-1], 'value')), None)
UUID = '5e1f0000-1111-4111-8111-00000000000%d'
def define(n, attributes, usage, flags=0):
    text = '<secret %s><uuid>%s</uuid>%s</secret>' % (attributes, UUID % n, usage)
    return conn.secretDefineXML(text, flags)
VOLUME = \"<usage type='volume'><volume>/a</volume></usage>\"
TLS = \"<usage type='tls'><name>key</name></usage>\"
a = define(1, '', VOLUME, libvirt.VIR_SECRET_DEFINE_VALIDATE)
b = define(2, \"ephemeral='yes' private='yes'\", TLS)
c = define(3, '', '')
d = define(4, '', '')
assert (a.usageType(), a.usageID()) == (libvirt.VIR_SECRET_USAGE_TYPE_VOLUME, '/a')
assert (b.usageType(), b.usageID()) == (libvirt.VIR_SECRET_USAGE_TYPE_TLS, 'key')
assert (c.usageType(), c.usageID()) == (libvirt.VIR_SECRET_USAGE_TYPE_NONE, '')
refused(66, a.value)
a.setValue(b'one\\0two')
b.setValue(b'three')
assert a.value() == b'one\\0two'
assert 'private' in refused(65, b.value)
refused(8, a.setValue, b'', 0)
refused(8, a.setValue, b'x', 1)
assert a.XMLDesc() == (\"<secret ephemeral='no' private='no'>\\n  <uuid>%s</uuid>\\n\"
    \"  <usage type='volume'>\\n    <volume>/a</volume>\\n  </usage>\\n</secret>\\n\" % (UUID % 1))
numbers = lambda flags: sorted(int(s.UUIDString()[-1]) for s in conn.listAllSecrets(flags))
assert sorted(conn.listSecrets()) == [UUID % n for n in (1, 2, 3, 4)]
assert conn.numOfSecrets() == 4
assert [numbers(flags) for flags in (0, 1, 2, 4, 8, 5, 9, 15)] == [
    [1, 2, 3, 4], [2], [1, 3, 4], [2], [1, 3, 4], [2], [], [1, 2, 3, 4]]
refused(8, conn.listAllSecrets, 16)
assert conn.secretLookupByUUIDString(UUID % 3).UUIDString() == UUID % 3
assert conn.secretLookupByUsage(4, 'key').UUIDString() == UUID % 2
refused(66, conn.secretLookupByUsage, 0, '')
refused(66, conn.secretLookupByUsage, 99, 'key')
refused(66, conn.secretLookupByUUIDString, UUID % 9)
refused(1, define, 5, '', VOLUME)
refused(1, define, 3, '', TLS)
refused(1, define, 2, '', TLS)
refused(92, define, 6, '', '<foo/>', 1)
refused(27, conn.secretDefineXML, '<x/>', 0)
refused(35, conn.secretDefineXML, '<secret', 0)
refused(8, a.XMLDesc, 1)
gone = conn.secretLookupByUUIDString(UUID % 4)
d.undefine()
refused(66, gone.undefine)
refused(66, gone.setValue, b'x')
eventually(lambda: ('4', 1, 0) in told, 'the end of a secret')
assert told == [('1', 0, 0), ('2', 0, 0), ('3', 0, 0), ('4', 0, 0), ('1', 'value'), ('2', 'value'),
    ('4', 1, 0)], told
conn.secretEventDeregisterAny(life)
conn.secretEventDeregisterAny(value)
for secret in conn.listAllSecrets():
    secret.undefine()
assert conn.numOfSecrets() == 0
";
