// SPDX-License-Identifier: MPL-2.0

// Package pages encrypts SQLite databases below the engine: a file system for SQLite
// (VFS) that seals every page on its way to the disk, and opens it on its way back, with
// AES-256-GCM. A page that was altered, moved, or copied from another file is an
// error, never data.
//
// A database has pages of 4096 bytes, of which SQLite leaves the last 48 to this layer
// (its "reserved bytes"). So a sealed page has the size and the place of the page, and
// no write needs a read first:
//
//	   0  4048  ciphertext
//	4048    16  tag
//	4064    12  nonce, random at every write
//	4076     1  version of this layout, 1
//	4077     3  epoch of the data key, big-endian
//	4080    16  id of the file, random
//
// The tag also authenticates the use (one byte: main file, journal or log), the page
// number or the offset in the file (8 bytes, big-endian), the version and the epoch.
// Keys are derived from the data key, the use and the file's id, so that a page of a
// backup is not a page of the register.
//
// Pages in the rollback journal and in the write-ahead log are sealed the same way. The
// structures around them are encrypted too: the 32 bytes of the log's header and the 24
// before each of its pages with AES tweaked by the place, the parts of the journal
// between its pages with a key stream of the place. SQLite's own checksums, which are
// inside, show where a torn log ends. Temporary files are kept in memory and never
// reach a disk.
package pages
