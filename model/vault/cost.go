// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"fmt"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost is the cost of one guess at a passphrase: the parameters of Argon2id
// (RFC 9106). The zero Cost means [Calibrate]([UsualTime]).
type Cost struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
}

// MinCost is the lowest accepted cost: the second choice of RFC 9106
// section 4.
var MinCost = Cost{MemoryKiB: 64 << 10, Passes: 3, Lanes: 4}

// ForTests is a cost that protects nothing. Only a test binary accepts it, where it is
// also the meaning of the zero Cost; the program refuses it.
var ForTests = Cost{MemoryKiB: 64, Passes: 1, Lanes: 1}

// UnlockTime is how long unlocking should take on the current machine.
const UnlockTime = 500 * time.Millisecond

// Bounds on the parameters in a key file. The lower bounds reject a weakened file,
// the upper ones a file that would exhaust the machine.
const (
	minMemoryKiB, maxMemoryKiB = 64 << 10, 512 << 10
	minPasses, maxPasses       = 3, 16
	minLanes, maxLanes         = 1, 16
	minSalt, maxSalt           = 16, 64

	// calibratedKiB is the most memory [Calibrate] chooses, as an office machine runs
	// other programs too.
	calibratedKiB = 256 << 10
)

func (c Cost) check() error {
	switch {
	case c == ForTests && testing.Testing():
		return nil
	case c.MemoryKiB < minMemoryKiB || c.MemoryKiB > maxMemoryKiB:
		return fmt.Errorf("memory of %d KiB is outside %d to %d", c.MemoryKiB, minMemoryKiB, maxMemoryKiB)
	case c.Passes < minPasses || c.Passes > maxPasses:
		return fmt.Errorf("%d passes are outside %d to %d", c.Passes, minPasses, maxPasses)
	case uint64(c.MemoryKiB)*uint64(c.Passes) > calibratedKiB*maxPasses:
		return fmt.Errorf("memory of %d KiB in %d passes is too much", c.MemoryKiB, c.Passes)
	case c.Lanes < minLanes || c.Lanes > maxLanes:
		return fmt.Errorf("%d lanes are outside %d to %d", c.Lanes, minLanes, maxLanes)
	}
	return nil
}

// inventedCost is the cost of [InventedPassphrase], which protects nothing.
func inventedCost() Cost {
	if testing.Testing() {
		return ForTests
	}
	return MinCost
}

// orDefault returns the cost, or the one measured on this machine if it is zero.
func (c Cost) orDefault() (Cost, error) {
	switch {
	case c == (Cost{}) && testing.Testing():
		return ForTests, nil
	case c == (Cost{}):
		return Calibrate(UnlockTime), nil
	}
	return c, c.check()
}

// Calibrate returns the highest cost that this machine computes within target. It
// raises memory first, the scarcest resource of guessing hardware, then passes.
// The result is never below [Least]. Measuring takes up to about twice the target.
func Calibrate(target time.Duration) Cost {
	return calibrate(target, func(c Cost) time.Duration {
		start := time.Now()
		argon2.IDKey([]byte("measure"), make([]byte, minSalt), c.Passes, c.MemoryKiB, c.Lanes, 32)
		return time.Since(start)
	})
}

func calibrate(target time.Duration, measure func(Cost) time.Duration) Cost {
	c := MinCost
	took := measure(c)
	for c.MemoryKiB < calibratedKiB && 2*took <= target {
		c.MemoryKiB *= 2
		took = measure(c)
	}
	if took > target && c.MemoryKiB > MinCost.MemoryKiB {
		c.MemoryKiB /= 2
		return c
	}
	// All passes take the same time.
	if pass := took / time.Duration(c.Passes); pass > 0 && took < target {
		c.Passes = uint32(min(int64(target/pass), maxPasses))
	}
	return c
}

// stretch derives a key from a passphrase in Unicode normal form C, so that å as one
// code point and as a with a ring give the same key. The cost must have been checked.
func stretch(pass, salt []byte, c Cost) []byte {
	n := norm.NFC.Append(make([]byte, 0, 3*len(pass)), pass...)
	defer clear(n)
	return argon2.IDKey(n, salt, c.Passes, c.MemoryKiB, c.Lanes, 32)
}
