//! What calls answer that have nothing to do, or must not do it: an exact value or an exact error.

use vireo_tests::{Daemon, Guest};

/// The calls and their answers.
const ANSWERS: &str = include_str!("refusals.txt");

/// Asks each and compares.
const ASK: &str = "
import libvirt
conn = connect()
g = conn.lookupByName('g')
wrong = []
for line in open(LIST):
    if line.startswith('#'):
        continue
    call, wanted = line.rstrip().split(' -> ')
    try:
        said = repr(eval(call))
    except libvirt.libvirtError as error:
        said = '%d/%d' % (error.get_error_code(), error.get_error_domain())
    if said != wanted:
        wrong.append('%s said %s, not %s' % (call, said, wanted))
assert not wrong, '\\n'.join(wrong)
";

/// REQ: issue 3, errors of domain and host calls.
#[test]
fn answers_of_a_guest_that_is_off() {
    let daemon = Daemon::start();
    let _ = Guest::empty("g").device("<graphics type='vnc' port='-1'/>").define(&daemon);
    let list = daemon.write("refusals.txt", ANSWERS);
    let _ = daemon.script(&format!("LIST = '{list}'\n{ASK}"));
}

/// REQ: issue 3, errors of domain and host calls.
#[test]
fn what_becomes_of_a_guest_can_be_changed() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    let _ = daemon.ok("set-lifecycle-action g reboot destroy --live");
    assert!(daemon.ok("dumpxml g").contains("<on_reboot>destroy</on_reboot>"));
    assert!(!daemon.ok("dumpxml g --inactive").contains("<on_reboot>destroy</on_reboot>"));
    let refused = daemon.virsh("set-lifecycle-action g poweroff coredump-destroy");
    let _ = refused.refused("Lifecycle event 'poweroff' doesn't support 'coredump-destroy' action");
    let _ = daemon.ok("set-lifecycle-action g crash preserve --config");
    assert!(daemon.ok("dumpxml g --inactive").contains("<on_crash>preserve</on_crash>"));
    // The guest resets itself, which now ends it.
    let _ = daemon.ok("send-key g --codeset linux KEY_R");
    daemon.wait_state("g", "shut off (shutdown)");
}
