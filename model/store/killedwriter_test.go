// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// killedSteps are the kinds of work in which a program is killed. Each round of kills
// does half of its steps in one of them, the rest in those that are quick.
var killedSteps = []struct {
	kind string
	do   func(*writer, context.Context) error
}{
	{"import", (*writer).importCitizens},
	{"answer", (*writer).answerDraft},
	{"complete", (*writer).completeDraft},
	{"correct", (*writer).correct},
	{"delete", (*writer).deleteCitizen},
	{"purge", (*writer).purge},
	{"passphrase", (*writer).changePassphrase},
	{"rotate", (*writer).rotate}, // the slow ones are the last
	{"backup", (*writer).backUp},
}

const quickSteps = 7

// writer writes to a register until it is killed. It prints each step before it
// starts, with the state of the assessments after it, and "done" when it has returned.
type writer struct {
	*fixture
	admin, leader, approver *store.Access
	random                  *rand.Rand
	next                    int // number of the next citizen
	now                     time.Time
	passphrase              string
	citizens                []*writtenCitizen
}

// writtenCitizen is a citizen with one complete assessment and perhaps a draft.
type writtenCitizen struct {
	id    model.ID
	whole model.Assessment
	draft *store.Draft
}

// yearsOfRound is how far the clock of a round of kills may go.
const yearsOfRound = 50

// clockOfRound is when a round of kills begins.
func clockOfRound(round int) time.Time {
	return noon().AddDate(round%killsOfARegister*yearsOfRound, 0, 0)
}

// writeUntilKilled opens a register and writes. The arguments are its folder, the
// number of the round, and the passphrase.
func writeUntilKilled(args []string) error {
	ctx := context.Background()
	round, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	s, err := newSetup()
	if err != nil {
		return err
	}
	w := &writer{
		fixture: &fixture{instrument: s.Instrument, vocabulary: s.Vocabulary}, random: rand.New(rand.NewPCG(uint64(round), 0)),
		next: 1 + 1000*round, now: clockOfRound(round), passphrase: args[2],
	}
	o := options
	o.Now = func() time.Time { return w.now }
	w.Register, err = store.Open(ctx, args[0], store.Credentials{Initials: "LKN", Passphrase: []byte(w.passphrase)}, o)
	if err != nil {
		return err
	}
	for _, a := range []struct {
		to       **store.Access
		initials string
		role     model.Role
	}{
		{&w.admin, "LKN", model.RoleAdministrator}, {&w.leader, "LKN", model.RoleTeamLeader}, {&w.approver, "LED", model.RoleTeamLeader},
	} {
		if *a.to, err = w.AsUser(ctx, a.initials, model.ForCasework, a.role); err != nil {
			return err
		}
	}
	if err := w.admin.SetLogRetention(ctx, 1); err != nil {
		return err
	}
	for {
		step := killedSteps[round%len(killedSteps)]
		if w.random.IntN(2) == 0 {
			step = killedSteps[w.random.IntN(quickSteps)]
		}
		if err := step.do(w, ctx); err != nil {
			return fmt.Errorf("%s: %w", step.kind, err)
		}
		fmt.Println("done")
	}
}

// announce prints a step and what it makes: pairs of a name and a value.
func announce(kind string, pairs ...any) {
	fmt.Println(append([]any{"try", kind}, pairs...)...)
}

// stateOf writes the status and the answers of an assessment as a word.
func stateOf(status model.AssessmentStatus, answers []model.Answer) string {
	answers = slices.SortedFunc(slices.Values(answers), func(a, b model.Answer) int { return cmp.Compare(a.Item, b.Item) })
	var s strings.Builder
	fmt.Fprint(&s, status)
	for _, a := range answers {
		fmt.Fprintf(&s, ",%d", a.Value)
	}
	return s.String()
}

func (w *writer) importCitizens(ctx context.Context) error {
	var histories []model.CaseHistory
	var pairs []any
	for range 1 + w.random.IntN(3) {
		c := w.history(w.next, "Bo Fiktivsen")
		w.next++
		s := &c.Assessments[0]
		s.ID, s.Revision = model.NewID(), 1
		histories = append(histories, c)
		pairs = append(pairs, s.ID, stateOf(s.Status, s.Answers))
		w.citizens = append(w.citizens, &writtenCitizen{id: c.Citizen.ID, whole: *s})
	}
	announce("import", pairs...)
	return w.leader.Load(ctx, "kill", func(l *store.Load) error {
		for _, c := range histories {
			if err := l.AddCaseHistory(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// citizen returns one of the citizens that this round has imported.
func (w *writer) citizen(ctx context.Context) (*writtenCitizen, error) {
	if len(w.citizens) == 0 {
		if err := w.importCitizens(ctx); err != nil {
			return nil, err
		}
		fmt.Println("done")
	}
	return w.citizens[w.random.IntN(len(w.citizens))], nil
}

// openDraft returns a citizen with a draft.
func (w *writer) openDraft(ctx context.Context) (*writtenCitizen, error) {
	c, err := w.citizen(ctx)
	if err == nil && c.draft == nil {
		c.draft, err = w.leader.BeginDraft(ctx, c.id, w.head(monday))
	}
	return c, err
}

func (w *writer) answerDraft(ctx context.Context) error {
	c, err := w.openDraft(ctx)
	if err != nil {
		return err
	}
	items := w.instrument.ItemsOf(model.ByCitizen)
	return w.answer(ctx, c.draft, model.NewAnswer(items[w.random.IntN(len(items))].Code, 1+w.random.IntN(5)))
}

// answer gives answers in a draft.
func (w *writer) answer(ctx context.Context, d *store.Draft, answers ...model.Answer) error {
	s := d.Assessment()
	after := slices.Clone(s.Answers)
	for _, a := range answers {
		after = slices.DeleteFunc(after, func(b model.Answer) bool { return b.Item == a.Item })
		after = append(after, a)
	}
	announce("answer", s.ID, stateOf(s.Status, after))
	return d.Answer(ctx, answers...)
}

func (w *writer) completeDraft(ctx context.Context) error {
	c, err := w.openDraft(ctx)
	if err != nil {
		return err
	}
	var rest []model.Answer
	for _, item := range c.draft.Unanswered() {
		rest = append(rest, model.NewAnswer(item, 1+w.random.IntN(5)))
	}
	if len(rest) > 0 {
		if err := w.answer(ctx, c.draft, rest...); err != nil {
			return err
		}
		fmt.Println("done")
	}
	s := c.draft.Assessment()
	announce("complete", s.ID, stateOf(model.StatusComplete, s.Answers))
	err = c.draft.Complete(ctx)
	w.citizens = slices.DeleteFunc(w.citizens, func(o *writtenCitizen) bool { return o == c })
	return err
}

func (w *writer) correct(ctx context.Context) error {
	c, err := w.citizen(ctx)
	if err != nil {
		return err
	}
	changed := &c.whole.Answers[w.random.IntN(len(c.whole.Answers))]
	changed.Value = 1 + changed.Value%5
	announce("correct", c.whole.ID, stateOf(c.whole.Status, c.whole.Answers))
	c.whole.Revision++
	return w.leader.RectifyAnswer(ctx, c.whole.ID, c.whole.Revision-1, *changed, "misread")
}

func (w *writer) deleteCitizen(ctx context.Context) error {
	c, err := w.citizen(ctx)
	if err != nil {
		return err
	}
	pairs := []any{c.whole.ID, gone}
	if c.draft != nil {
		pairs = append(pairs, c.draft.Assessment().ID, gone)
	}
	announce("delete", pairs...)
	proposed, err := w.leader.ProposeDeletion(ctx, []model.ID{c.id}, model.GroundMistake)
	if err != nil {
		return err
	}
	w.citizens = slices.DeleteFunc(w.citizens, func(o *writtenCitizen) bool { return o == c })
	return w.approver.ApproveDeletion(ctx, proposed...)
}

// purge removes all lines of the log that are older than two months.
func (w *writer) purge(ctx context.Context) error {
	w.now = w.now.AddDate(0, 2, 0)
	announce("purge", "purged", w.now.AddDate(0, -1, 0).Format(time.DateOnly))
	_, err := w.admin.PurgeLog(ctx)
	return err
}

func (w *writer) changePassphrase(ctx context.Context) error {
	before := w.passphrase
	w.passphrase = fmt.Sprintf("fire-ord-om-nummer-%d", w.random.Uint32())
	announce("passphrase", "passphrase", w.passphrase)
	return w.leader.ChangePassphrase(ctx, []byte(before), []byte(w.passphrase))
}

func (w *writer) rotate(ctx context.Context) error {
	announce("rotate")
	return w.admin.RotateKey(ctx, nil)
}

func (w *writer) backUp(ctx context.Context) error {
	announce("backup")
	_, err := w.admin.Backup(ctx, "")
	return err
}
