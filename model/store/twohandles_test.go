// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"fmt"
	"slices"
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

// Of two programs that begin the same questionnaire at once, one begins it and the other
// goes on with it.
func TestTwoBeginOneDraft(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	handles := []*store.Access{f.as("NOR", model.RoleCaseworker), f.again().as("LED", model.RoleTeamLeader)}
	for n := range 20 {
		c := f.history(n, "Åse Prøvesen")
		f.add(c)
		var drafts [2]*store.Draft
		var wait sync.WaitGroup
		for h, a := range handles {
			wait.Go(func() {
				d, err := a.BeginDraft(t.Context(), c.Citizen.ID, f.head(monday))
				if err != nil {
					t.Error(err)
					return
				}
				drafts[h] = d
			})
		}
		wait.Wait()
		if drafts[0] == nil || drafts[1] == nil || drafts[0].Assessment().ID != drafts[1].Assessment().ID {
			t.Fatalf("round %d: two drafts, %v", n, drafts)
		}
	}
	if n := f.count(`select count(*) from assessment where status = 'draft'`); n != 20 {
		t.Errorf("%d drafts, want 20", n)
	}
}

// A draft is completed by what the register holds, which another program may have changed
// since the draft was opened.
func TestCompleteDecidesByTheRegister(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	mine, items := f.twosOfNOR()
	theirs, err := f.again().as("LED", model.RoleTeamLeader).OpenDraft(t.Context(), mine.Assessment().ID)
	f.must(err)
	f.must(theirs.Answer(t.Context(), model.NewAnswer(items[0].Code, 4), model.Answer{Item: items[1].Code}))

	var incomplete *store.IncompleteError
	if err := mine.Complete(t.Context()); !errors.As(err, &incomplete) || !slices.Equal(incomplete.Items, []string{items[1].Code}) {
		t.Fatalf("completed with an answer that was taken away: %v", err)
	}
	f.must(theirs.Answer(t.Context(), model.NewAnswer(items[1].Code, 3)))
	f.must(mine.Complete(t.Context()))
	got := mine.Assessment().Answers
	if model.FindAnswer(got, items[0].Code).Value != 4 || model.FindAnswer(got, items[1].Code).Value != 3 {
		t.Errorf("the draft shows %v", got)
	}
	if err := theirs.Answer(t.Context(), model.NewAnswer(items[0].Code, 1)); !errors.Is(err, store.ErrNotDraft) {
		t.Errorf("answered after completion: %v", err)
	}
}
