//! What every hypervisor driver needs: registry, jobs, event bus, state files.
