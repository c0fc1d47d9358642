//! Controllers: told by kind and index.

use super::{Editable, Spot, missing, not_valid};
use crate::domain::Domain;
use crate::domain::devices::controller::Controller;
use crate::fill::Result;
use crate::fill::defaults::controller::{find, insert};
use crate::fill::error::refuse;
use crate::fill::walk::Place;

impl Editable for Controller {
    const NAME: &'static str = "controller";

    fn attach(self, dom: &mut Domain) -> Result {
        if let Some(index) = self.index {
            refuse!(
                find(dom, self.kind, index).is_some(),
                not_valid,
                "controller index='{index}' already exists"
            );
        }
        insert(dom, self);
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        match self.index.and_then(|index| find(dom, self.kind, index)) {
            Some(n) => Ok(Spot::Device(Place::Controller(n as u32))),
            None => Err(missing("device not present in domain configuration")),
        }
    }
}
