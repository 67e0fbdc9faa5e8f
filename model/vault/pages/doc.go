// SPDX-License-Identifier: MPL-2.0

// Package pages puts an encrypting layer under SQLite: what the database engine
// writes to a disk is sealed page by page, and what it reads is opened, with
// AES-256-GCM. A page that was altered, moved, or taken from another file is an
// error, never data.
//
// A database has pages of 4096 bytes, the last 48 of which SQLite leaves to this
// layer (its "reserved bytes"), so that a sealed page is as long as the page and
// lies where SQLite puts it; no write needs a read before it:
//
//	   0  4048  ciphertext
//	4048    16  tag
//	4064    12  nonce, random at every write
//	4076     1  version of this layout, 1
//	4077     3  epoch of the data key, big-endian
//	4080    16  id of the file, random
//
// The additional data that the tag covers are the use (one byte: main file,
// journal or log), the page number or the offset in the file (8 bytes,
// big-endian), the version and the epoch. Keys come from the data key, the use
// and the file's id, so that a page of a backup is not a page of the register.
//
// Pages in the rollback journal and in the write-ahead log are sealed alike. The
// small structures around them are hidden too: the 32 bytes at the log's
// beginning and the 24 before each of its pages by AES with a tweak of the
// place, what surrounds the journal's pages by a key stream of the place.
// SQLite's own checksums, which lie within, tell it where a torn log ends.
// Temporary files are kept in memory and never reach a disk.
package pages
