//! What follows when the guest powers off, reboots or crashes.

use vireo_xml::XmlEnum;

/// `<on_poweroff>` and `<on_reboot>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum LifecycleAction {
    #[default]
    Destroy,
    Restart,
    RenameRestart,
    Preserve,
    CoredumpDestroy,
    CoredumpRestart,
}

/// `<on_lockfailure>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum LockFailureAction {
    Poweroff,
    Restart,
    Pause,
    Ignore,
}
