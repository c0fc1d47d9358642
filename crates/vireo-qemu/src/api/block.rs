//! Block jobs and images: so far, looking into an image.

use async_trait::async_trait;
use vireo_api::drivers::BlockCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;

use super::lookup::affected;
use crate::driver::QemuDriver;
use crate::flags;
use crate::stats::disk;

/// Most bytes that a client gets at once.
const MAX_PEEK: usize = 4 << 20;

#[async_trait]
impl BlockCalls for QemuDriver {
    async fn domain_block_peek(
        &self,
        _cx: &CallContext,
        args: remote::DomainBlockPeekArgs,
    ) -> Result<remote::DomainBlockPeekRet> {
        flags::DOMAIN_BLOCK_PEEK.check(args.flags)?;
        let size = args.size as usize;
        if size > MAX_PEEK {
            let text = format!("block peek of {size} bytes, at most {MAX_PEEK} are told at once");
            return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text));
        }
        let config = affected(&self.guest(&args.dom)?.view(), 0)?;
        let bytes = disk::peek(&config, args.path.to_str()?, args.offset, size).await?;
        Ok(remote::DomainBlockPeekRet { buffer: bytes.into() })
    }
}
