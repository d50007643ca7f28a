//! Whether a file holds certain bytes already. Comes in: a path and the bytes; goes out: yes or no. Never follows a
//! link in the last part of a path and never waits for a FIFO.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

const CHUNK_BYTES: usize = 64 * 1024;

/// Opens a regular file for reading; anything else is an error.
pub(super) fn open_regular(path: &Path) -> io::Result<(File, Metadata)> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags)
        .open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() {
        Ok((file, metadata))
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ))
    }
}

/// Whether two readers give the same bytes; reads no further than the first chunk that differs.
pub(super) fn same_bytes(left: impl Read, right: impl Read) -> io::Result<bool> {
    let mut left = left;
    let mut right = right;
    let mut left_chunk = Vec::with_capacity(CHUNK_BYTES);
    let mut right_chunk = Vec::with_capacity(CHUNK_BYTES);
    loop {
        read_chunk(&mut left, &mut left_chunk)?;
        read_chunk(&mut right, &mut right_chunk)?;
        if left_chunk != right_chunk {
            return Ok(false);
        }
        if left_chunk.is_empty() {
            return Ok(true);
        }
    }
}

fn read_chunk(reader: &mut impl Read, chunk: &mut Vec<u8>) -> io::Result<usize> {
    chunk.clear();
    reader.take(CHUNK_BYTES as u64).read_to_end(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_compared_to_the_end() {
        let long = vec![7; CHUNK_BYTES + 1];
        let mut other = long.clone();
        other[CHUNK_BYTES] = 8;
        assert!(same_bytes(&long[..], &long[..]).unwrap());
        assert!(!same_bytes(&long[..], &other[..]).unwrap());
        assert!(!same_bytes(&long[..], &long[..CHUNK_BYTES]).unwrap());
        assert!(same_bytes(&b""[..], &b""[..]).unwrap());
    }

    #[test]
    fn what_is_not_a_file_is_not_opened() {
        assert!(open_regular(Path::new("/dev/null")).is_err());
        assert!(open_regular(&std::env::temp_dir()).is_err());
    }
}
