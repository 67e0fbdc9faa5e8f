// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// How often a proof is repeated. The defaults keep the suite fast;
// scripts/proofs.sh passes larger numbers.
var (
	kills        = flag.Int("kills", 6, "how often a program that writes is killed")
	flips        = flag.Int("flips", 60, "how many bits of a register are flipped, one at a time")
	damagedPages = flag.Int("pages", 6, "pages of a register that are damaged, one at a time")
	replays      = flag.Int("replays", 4, "how often pages of a register are put back to an earlier state")
	storeCuts    = flag.Int("cuts", 6, "how often the power is cut to a register")
)

// skipUnderRace skips a test that is slow under the race detector and has nothing for it
// to find: one of a single goroutine or of other processes.
func skipUnderRace(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("not concurrent")
	}
}

// children maps the values of childVariable to the function that the test binary runs
// instead of its tests when a test has started it as another process.
var children = map[string]func(args []string) error{"write": writeUntilKilled, "upgrade": upgradeUntilKilled, "clear": writeInClear}

const childVariable = "FREMSKRIDT_TEST_CHILD"

func TestMain(m *testing.M) {
	child, ok := children[os.Getenv(childVariable)]
	if !ok {
		// Each check writes to a register; -rapid.checks on the command line wins.
		if err := flag.Set("rapid.checks", "15"); err != nil {
			panic(err)
		}
		os.Exit(m.Run())
	}
	if err := child(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
