// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"fmt"
	"sync"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// again opens the register a second time, as another program would.
func (f *fixture) again() *fixture {
	f.Helper()
	r, err := store.Open(f.Context(), f.Dir(), credentials, store.Shared(options))
	f.must(err)
	f.Cleanup(func() {
		if err := r.Close(); err != nil {
			f.Error(err)
		}
	})
	other := *f
	other.Register = r
	return &other
}

func TestAReaderSeesWhatIsCommitted(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	other := f.again()
	count := func() int { return other.count(`select count(*) from citizen`) }
	f.load(func(l *store.Load) error {
		err := l.AddCaseHistory(f.history(1, "Åse Prøvesen"))
		if n := count(); n != 0 {
			t.Errorf("%d citizens are seen before they are committed", n)
		}
		return err
	})
	if n := count(); n != 1 {
		t.Errorf("%d citizens after the commit, want 1", n)
	}
}

// Writers of one program and of several wait for each other, and the log remains one
// chain.
func TestWritersTakeTurns(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const each, rounds = 2, 10
	var wait sync.WaitGroup
	for h, handle := range []*fixture{f, f.again()} {
		for g := range each {
			a := handle.as("LKN", model.RoleTeamLeader)
			wait.Go(func() {
				for n := range rounds {
					number := h*1000 + g*100 + n
					err := a.Load(t.Context(), "turn", func(l *store.Load) error {
						return l.AddCaseHistory(f.history(number, fmt.Sprint("Citizen ", number)))
					})
					if err != nil {
						t.Error(err)
					}
					if _, err := a.Citizens(t.Context(), store.CitizenQuery{Text: "citizen", Limit: 1}); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	wait.Wait()
	if n := f.count(`select count(*) from citizen`); n != 2*each*rounds {
		t.Errorf("%d citizens, want %d", n, 2*each*rounds)
	}
	if _, err := f.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
}
