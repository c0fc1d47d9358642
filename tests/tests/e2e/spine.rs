//! Calls that no other story happens to need: each asked once, by the python
//! binding, which has methods for calls that virsh no longer makes.

use vireo_tests::{Daemon, Guest};

#[test]
fn old_lists_and_counts() {
    let daemon = Daemon::start();
    Guest::boot("on").start(&daemon);
    Guest::boot("off").define(&daemon);
    daemon.script(
        "
conn = connect()
assert conn.numOfDomains() == 1 and len(conn.listDomainsID()) == 1
assert conn.numOfDefinedDomains() == 1 and conn.listDefinedDomains() == ['off']
before = conn.numOfDefinedNetworks()
net = conn.networkDefineXML(\"<network><name>vtold</name><bridge name='vtold0'/></network>\")
assert conn.numOfDefinedNetworks() == before + 1 and 'vtold' in conn.listDefinedNetworks()
assert conn.numOfNetworks() == len(conn.listNetworks())
net.undefine()
assert conn.getMaxVcpus('qemu') >= 1
assert conn.getURI().startswith('qemu')
dom = conn.lookupByName('on')
assert dom.maxMemory() == 16384 and dom.maxVcpus() == 1
assert dom.isUpdated() == 0 and dom.isPersistent() == 1
assert dom.jobInfo()[0] == libvirt.VIR_DOMAIN_JOB_NONE
assert dom.OSType() == 'hvm'
assert conn.lookupByID(dom.ID()).UUID() == dom.UUID()
assert isinstance(dom.securityLabelList(), list)
assert dom.diskErrors() == {}
assert 'cpu' in dom.XMLDesc(libvirt.VIR_DOMAIN_XML_UPDATE_CPU)
",
    );
}

/// What needs an agent says that there is none.
#[test]
fn what_needs_an_agent() {
    let daemon = Daemon::start();
    Guest::boot("g").start(&daemon).wait_up(&daemon);
    daemon.script(
        "
dom = connect().lookupByName('g')
for call in (lambda: dom.fSTrim(None, 0, 0), lambda: dom.fsInfo(), lambda: dom.getTime(),
             lambda: dom.pMSuspendForDuration(libvirt.VIR_NODE_SUSPEND_TARGET_MEM, 0, 0)):
    try:
        call()
    except libvirt.libvirtError as error:
        assert 'agent' in str(error), str(error)
    else:
        raise AssertionError('done without an agent')
",
    );
}

/// A call that no driver serves is answered, in the reference's words, and the
/// connection goes on.
#[test]
fn what_is_not_served_says_so() {
    let daemon = Daemon::start();
    if vireo_tests::daemon::is_reference() {
        vireo_tests::skip!("the reference serves them");
    }
    daemon.script(
        "
conn = connect()
said = refused(libvirt.VIR_ERR_NO_SUPPORT, conn.listAllNWFilters)
assert said.startswith('this function is not supported by the connection driver: virConnectListAllNWFilters'), said
for call in (conn.listAllDevices, conn.listAllInterfaces):
    refused(libvirt.VIR_ERR_NO_SUPPORT, call)
assert conn.getType() == 'QEMU'
",
    );
}
