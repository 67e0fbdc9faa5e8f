package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/demo"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

type demoCommand struct {
	Out      string `help:"The register's folder, which must be new or empty; the known truth is written beside it." required:"" placeholder:"DIR"`
	Citizens int    `help:"How many citizens." default:"400" placeholder:"N"`
	Seed     uint64 `help:"The same seed and day make the same municipality." default:"1" placeholder:"S"`
	passphraseFlag
}

// Run makes a register of an invented municipality and writes its truth.
func (c *demoCommand) Run(ctx context.Context, s *session) error {
	if c.Citizens < 1 || c.Citizens > 1_000_000 {
		return messages.New("citizens")
	}
	var progress func(int, int)
	if s.Interactive {
		tell := s.progress()
		progress = func(done, total int) { tell(c.Out, int64(done), int64(total)) }
	}
	pass, err := c.read()
	if err != nil {
		return err
	}
	truth, err := CreateDemo(ctx, c.Out, c.Citizens, c.Seed, s.today, pass, progress)
	if s.Interactive {
		fmt.Fprint(s.Err, clearLine)
	}
	if err != nil {
		return messages.WrapOpen(err, c.Out, "")
	}
	path := c.Out + ".truth.json"
	err = atomicfile.Replace(path, func(f io.Writer) error {
		enc := json.NewEncoder(f)
		enc.SetIndent("", "  ")
		return enc.Encode(truth)
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(s.Out, s.words.N("cli.demo", c.Citizens, "Citizens", s.words.Count(c.Citizens), "Dir", c.Out, "Truth", path))
	return nil
}

// citizensPerTransaction is how many invented citizens go into one transaction.
const citizensPerTransaction = 1000

// CreateDemo makes a register of an invented municipality in a new folder. Its user
// is the caseworker of the first citizen, in all roles. Without a passphrase it
// opens for anybody. The same number, seed and day make the same register, row
// for row.
func CreateDemo(ctx context.Context, dir string, citizens int, seed uint64, asOf model.Date, passphrase []byte, progress func(done, total int)) (truth demo.Truth, err error) {
	setup, err := defaultSetup(assets.DemoMunicipality, "")
	if err != nil {
		return truth, err
	}
	o := demo.Options{
		Citizens: 1, Seed: seed, AsOf: asOf, Instrument: setup.Instrument, Vocabulary: setup.Vocabulary,
	}
	var first firstCitizen
	if _, err := demo.Generate(ctx, o, &first); err != nil {
		return truth, err
	}
	setup.User = model.FirstUser(first.Citizen.Caseworker)
	setup.User.Teams = []string{first.Citizen.Team}

	// The day before, so that no clock that opens it today is behind it.
	at := asOf.Add(-1).Time().Add(12 * time.Hour)
	var made uint64
	setup.Passphrase, setup.Invented = passphrase, passphrase == nil
	r, _, err := store.Create(ctx, dir, setup, store.Options{
		Now: func() time.Time { return at },
		NewID: func() model.ID {
			// Each sorts after the one before it, so that rows are added at the
			// end of their tables; a moment has order for twelve bits.
			made++
			return model.SeededID(at.Add(time.Duration(made>>12)*time.Millisecond), seed<<24^made, uint16(made&0xfff))
		},
	})
	if err != nil {
		return truth, err
	}
	defer func() {
		err = errors.Join(err, r.Close())
		if err != nil {
			// Half a municipality is of no use to anyone.
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	a, err := r.As(ctx, model.ForImport, model.RoleAdministrator)
	if err != nil {
		return truth, err
	}
	sink := &loadSink{access: a}
	o.Citizens = citizens
	if progress != nil {
		o.Progress = func(done int) { progress(done, citizens) }
	}
	if truth, err = demo.Generate(ctx, o, sink); err != nil {
		return truth, err
	}
	return truth, sink.flush(ctx)
}

// firstCitizen keeps the first citizen of a municipality.
type firstCitizen struct{ model.CaseHistory }

func (f *firstCitizen) Put(_ context.Context, c model.CaseHistory) error {
	f.CaseHistory = c
	return nil
}

// loadSink takes invented citizens into a register, a batch a transaction.
type loadSink struct {
	access *store.Access
	held   []model.CaseHistory
}

func (s *loadSink) Put(ctx context.Context, c model.CaseHistory) error {
	s.held = append(s.held, c)
	if len(s.held) < citizensPerTransaction {
		return nil
	}
	return s.flush(ctx)
}

func (s *loadSink) flush(ctx context.Context) error {
	if len(s.held) == 0 {
		return nil
	}
	err := s.access.Load(ctx, "demo", func(l *store.Load) error {
		for _, c := range s.held {
			clearIDs(c)
			if err := l.AddCaseHistory(c); err != nil {
				return err
			}
		}
		return nil
	})
	s.held = s.held[:0]
	return err
}

// clearIDs lets the register give the rows their IDs. Those of the
// generator sort by the day of the visit, and would spread the rows of one
// citizen over the whole of a table.
func clearIDs(c model.CaseHistory) {
	for i := range c.Assessments {
		c.Assessments[i].ID = ""
	}
	for i := range c.Activities {
		c.Activities[i].ID = ""
	}
	for i := range c.Outcomes {
		c.Outcomes[i].ID = ""
	}
	for i := range c.Events {
		c.Events[i].ID = ""
	}
}
