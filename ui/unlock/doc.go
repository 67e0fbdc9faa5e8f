// SPDX-License-Identifier: MPL-2.0

// Package unlock has the pages between choosing a register and using it: the
// passphrase ([Screen]), a new one ([ChangePage]), and the recovery key of a new register
// ([KeyPage]).
package unlock
