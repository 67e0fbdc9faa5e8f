// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"pgregory.net/rapid"
)

// Known answers: a register written today must open in twenty years. A change to one of
// these changes the layout and needs a new version of it.
func TestKnownAnswers(t *testing.T) {
	t.Parallel()
	c := newFileCipher(testKey{7, 'k'}, fileID{0: 1, 15: 2})
	content := make([]byte, pageSize)
	for i := range usable {
		content[i] = byte(i * i)
	}
	nonce := [12]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
	sealed := func(u use, place int64) []byte {
		dst := make([]byte, pageSize)
		c.sealWith(dst, content, u, place, nonce)
		sum := sha256.Sum256(dst)
		return sum[:8]
	}
	block := []byte("sixteen bytes :)")
	c.encryptBlock(block, 16)
	frame := []byte("twenty-four bytes, frame")
	c.encryptFrameHeader(frame, 32)
	stream := []byte("between pages of the journal")
	c.xorJournal(stream, 516)
	for name, test := range map[string]struct {
		got  []byte
		want string
	}{
		"database page 1": {sealed(inDatabase, 1), "27dcc0623b7626d3"},
		"database page 2": {sealed(inDatabase, 2), "87ce7f9b2e6e78ab"},
		"journal page":    {sealed(inJournal, 516), "96603075bcc97e65"},
		"log page":        {sealed(inLog, 56), "b9df26f958d3579b"},
		"log header":      {block, "ef89606879eabf62bf4243c189d6a16c"},
		"frame header":    {frame, "b3acbfae9d89673b93cc712e97c331fdb7ea3f91ba315527"},
		"journal header":  {stream, "bd7c9938d9451ade2f08715fcd6761cdef155f8f7d64a52b3d66f6da"},
	} {
		if got := hex.EncodeToString(test.got); got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
	dst := make([]byte, pageSize)
	c.sealWith(dst, content, inDatabase, 1, nonce)
	if got, want := hex.EncodeToString(dst[nonceAt:]), "0102030405060708090a0b0c"+"01000007"+"01000000000000000000000000000002"; got != want {
		t.Errorf("a page ends %s, want %s", got, want)
	}
}

// A sealed page opens only for the same use and place.
func TestSealRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var id fileID
		copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		c := newFileCipher(testKey{rapid.Uint32Range(1, 1<<24-1).Draw(t, "epoch"), 'r'}, id)
		content := make([]byte, pageSize)
		copy(content, bytes.Repeat(rapid.SliceOfN(rapid.Byte(), 1, 64).Draw(t, "content"), pageSize)[:usable])
		u := rapid.SampledFrom([]use{inDatabase, inJournal, inLog}).Draw(t, "use")
		place := rapid.Int64Range(1, 1<<40).Draw(t, "place")
		sealed := make([]byte, pageSize)
		c.seal(sealed, content, u, place)

		again := bytes.Clone(sealed)
		if err := c.open(again, u, place); err != nil || !bytes.Equal(again, content) {
			t.Fatalf("opens as something else: %v", err)
		}
		if c.open(bytes.Clone(sealed), u, place+1) == nil {
			t.Error("opens at another place")
		}
		for _, other := range []use{inDatabase, inJournal, inLog} {
			if other != u && c.open(bytes.Clone(sealed), other, place) == nil {
				t.Error("opens for another use")
			}
		}
		bit := rapid.IntRange(0, 8*pageSize-1).Draw(t, "bit")
		sealed[bit/8] ^= 1 << (bit % 8)
		if c.open(sealed, u, place) == nil {
			t.Errorf("opens with bit %d flipped", bit)
		}
	})
}

// Headers are encrypted and decrypted in pieces of any size.
func TestHeadersRoundTrip(t *testing.T) {
	t.Parallel()
	c := newFileCipher(testKey{1, 'h'}, fileID{})
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.Int64Range(0, 1<<40).Draw(t, "place")
		text := rapid.SliceOfN(rapid.Byte(), 24, 200).Draw(t, "text")
		got := bytes.Clone(text)
		c.encryptFrameHeader(got[:24], place)
		c.decryptFrameHeader(got[:24], place)
		c.xorJournal(got, place)
		at := rapid.IntRange(0, len(got)).Draw(t, "at")
		c.xorJournal(got[:at], place)
		c.xorJournal(got[at:], place+int64(at))
		if !bytes.Equal(got, text) {
			t.Error("shown as something else")
		}
	})
}

func BenchmarkSeal(b *testing.B) {
	c := newFileCipher(testKey{1, 'b'}, fileID{})
	content, sealed := make([]byte, pageSize), make([]byte, pageSize)
	b.SetBytes(pageSize)
	for b.Loop() {
		c.seal(sealed, content, inDatabase, 1)
	}
}

// No nonce is used twice, even for the same page in the same place.
func TestEverySealHasItsOwnNonce(t *testing.T) {
	t.Parallel()
	c := newFileCipher(testKey{1, 'n'}, fileID{})
	seen := map[[12]byte]bool{}
	sealed := make([]byte, pageSize)
	for range 10_000 {
		c.seal(sealed, make([]byte, pageSize), inDatabase, 1)
		seen[[12]byte(sealed[nonceAt:])] = true
	}
	if len(seen) != 10_000 {
		t.Errorf("%d nonces for 10,000 pages", len(seen))
	}
}
