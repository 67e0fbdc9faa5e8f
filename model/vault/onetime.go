// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"crypto/rand"
	"math/big"
	"strings"
)

// NewOneTimePassphrase returns 16 random letters and digits that are hard to confuse,
// with 79 bits of entropy, for a user who must replace them.
func NewOneTimePassphrase() (string, error) {
	const letters = "23456789abcdefghjkmnpqrstuvwxyz"
	var b strings.Builder
	for i := range 16 {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(letters))))
		if err != nil {
			return "", err
		}
		b.WriteByte(letters[n.Int64()])
	}
	return b.String(), nil
}
