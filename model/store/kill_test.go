// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	process "os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// A program killed at any moment, while it imports, rectifies, deletes, sets a
// passphrase, backs up or rotates the key, leaves a register that opens, is sound and
// has every acknowledged answer.
func TestKilledWhileWriting(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	var dir string
	var kept ledger
	assessments, corrections, while := 0, 0, map[string]int{}
	for n := range *kills {
		if n%killsOfARegister == 0 {
			dir = registerCopy(t)
			kept = ledger{values: map[string]int{}}
		}
		open := kept.follow(t, dir, n)
		while[open.kind]++
		kept.check(t, dir, open)
		if t.Failed() {
			t.Fatalf("after %d kills, the last while %+v", n+1, open)
		}
		assessments, corrections = assessments+kept.assessments, corrections+kept.corrections
		kept.assessments, kept.corrections = 0, 0
	}
	t.Logf("%d kills, %d assessments and %d corrections kept; killed while: %v", *kills, assessments, corrections, while)
}

// killsOfARegister is the number of kills after which a new register is made, so
// that it remains small.
const killsOfARegister = 40

// writeUntilKilled opens a register and writes. It prints each step before it
// starts, and "done" after it.
func writeUntilKilled(args []string) error {
	ctx := context.Background()
	next, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	s, err := newSetup()
	if err != nil {
		return err
	}
	f := &fixture{instrument: s.Instrument, vocabulary: s.Vocabulary}
	r, err := store.Open(ctx, args[0], credentials, options)
	if err != nil {
		return err
	}
	admin, err := r.AsUser(ctx, "LKN", model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		return err
	}
	leader, err := r.AsUser(ctx, "LKN", model.ForCasework, model.RoleTeamLeader)
	if err != nil {
		return err
	}
	approver, err := secondLeader(ctx, r, admin)
	if err != nil {
		return err
	}
	citizens := map[model.ID]model.ID{} // by assessment
	random := rand.New(rand.NewPCG(uint64(next), 0))
	var assessments []*model.Assessment
	item := s.Instrument.ItemsOf(model.ByCitizen)[0].Code
	for {
		switch n := random.IntN(150); {
		case n == 0:
			fmt.Println("try backup")
			if _, err := admin.Backup(ctx, ""); err != nil {
				return err
			}
		case n == 1:
			fmt.Println("try rotate")
			if err := admin.RotateKey(ctx, nil); err != nil {
				return err
			}
		case n == 2 && len(assessments) > 0:
			i := random.IntN(len(assessments))
			gone := assessments[i]
			fmt.Printf("try delete %s 0\n", gone.ID)
			proposed, err := leader.ProposeDeletion(ctx, []model.ID{citizens[gone.ID]}, model.GroundMistake)
			if err == nil {
				err = approver.ApproveDeletion(ctx, proposed...)
			}
			if err != nil {
				return err
			}
			assessments = slices.Delete(assessments, i, i+1)
		case n == 3:
			fmt.Println("try passphrase")
			if err := admin.SetPassphrase(ctx, "LED", fmt.Appendf(nil, "en lang sætning nummer %d", random.Int())); err != nil {
				return err
			}
		case n < 70 || len(assessments) == 0:
			c := f.history(next, "Bo Fiktivsen")
			next++
			added := &c.Assessments[0]
			added.ID, added.Revision = model.NewID(), 1
			fmt.Printf("try assessment %s %d\n", added.ID, added.Answers[0].Value)
			if err := leader.Load(ctx, "kill", func(l *store.Load) error { return l.AddCaseHistory(c) }); err != nil {
				return err
			}
			assessments = append(assessments, added)
			citizens[added.ID] = c.Citizen.ID
		default:
			corrected := assessments[random.IntN(len(assessments))]
			value := 1 + corrected.Answers[0].Value%5
			fmt.Printf("try correct %s %d\n", corrected.ID, value)
			if err := leader.RectifyAnswer(ctx, corrected.ID, corrected.Revision, model.NewAnswer(item, value), "misread"); err != nil {
				return err
			}
			corrected.Answers[0].Value = value
			corrected.Revision++
		}
		fmt.Println("done")
	}
}

// secondLeader returns the access of a second team leader, who is made if need be.
func secondLeader(ctx context.Context, r *store.Register, admin *store.Access) (*store.Access, error) {
	a, err := r.AsUser(ctx, "LED", model.ForCasework, model.RoleTeamLeader)
	if !errors.Is(err, store.ErrUnknownUser) {
		return a, err
	}
	led := model.User{Initials: "LED", Roles: []model.Role{model.RoleTeamLeader}, Teams: []string{"Team Nord"}, Active: true}
	if err := admin.PutUser(ctx, led); err != nil {
		return nil, err
	}
	return r.AsUser(ctx, "LED", model.ForCasework, model.RoleTeamLeader)
}

// work is one step that a program announces.
type work struct {
	kind, assessment string
	value            int
}

func parseWork(line string) (w work, err error) {
	words := strings.Fields(line)
	w.kind = words[1]
	if len(words) == 4 {
		w.assessment = words[2]
		w.value, err = strconv.Atoi(words[3])
	}
	return w, err
}

// ledger is the expected content of a register: the value of the first answer of
// each assessment.
type ledger struct {
	values                   map[string]int
	assessments, corrections int
}

func (l *ledger) enter(w work) {
	switch w.kind {
	case "assessment":
		l.assessments++
		l.values[w.assessment] = w.value
	case "correct":
		l.corrections++
		l.values[w.assessment] = w.value
	case "delete":
		delete(l.values, w.assessment)
	}
}

// follow starts a program that writes, kills it after a while and returns its
// pending step.
func (l *ledger) follow(t *testing.T, dir string, round int) (open work) {
	t.Helper()
	return l.followChild(t, "write", dir, round)
}

// followChild is follow for one of the functions in children.
func (l *ledger) followChild(t *testing.T, name, dir string, round int) (open work) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := process.CommandContext(t.Context(), exe, dir, strconv.Itoa(1+1000*round))
	child.Env = append(os.Environ(), childVariable+"="+name)
	var said strings.Builder
	child.Stderr = &said
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	kill := func() {
		if err := child.Process.Kill(); err != nil {
			t.Error(err)
		}
	}
	// Most are killed when they write, some while they open the register.
	moment := time.Duration(rand.Int64N(int64(150 * time.Millisecond)))
	var timer *time.Timer
	defer func() {
		if timer != nil {
			timer.Stop()
		}
	}()
	if round%8 == 0 {
		timer = time.AfterFunc(moment, kill)
	}
	open.kind = "opening"
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			break // an incomplete line was not acknowledged
		}
		if err != nil {
			t.Fatal(err)
		}
		if timer == nil {
			timer = time.AfterFunc(moment, kill)
		}
		if strings.HasPrefix(line, "try ") {
			if open, err = parseWork(line); err != nil {
				t.Fatal(err)
			}
		} else {
			l.enter(open)
			open = work{kind: "nothing"}
		}
	}
	var ended *process.ExitError
	if err := child.Wait(); !errors.As(err, &ended) || ended.Exited() {
		t.Fatalf("the program ended by itself: %v\n%s", err, &said)
	}
	return open
}

// check opens the register and compares it with the ledger. The pending step may
// be there or not.
func (l *ledger) check(t *testing.T, dir string, open work) {
	t.Helper()
	r, err := store.Open(t.Context(), dir, credentials, options)
	if err != nil {
		t.Error(err)
		return
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	a, err := r.AsUser(t.Context(), "LKN", model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		t.Error(err)
		return
	}
	if v, err := a.Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("%+v, %v", v, err)
	}
	have := map[string]int{}
	rows, err := r.Read(t.Context(), `select s.id, w.value, (select count(*) from answer where assessment_id = s.id)
		from assessment s join answer w on w.assessment_id = s.id where w.item = (select min(item) from answer)`)
	if err != nil {
		t.Error(err)
		return
	}
	defer rows.Close()
	items := -1
	for rows.Next() {
		var id string
		var value, answers int
		if err := rows.Scan(&id, &value, &answers); err != nil {
			t.Error(err)
			return
		}
		if have[id] = value; items >= 0 && answers != items {
			t.Errorf("assessment %s has %d answers and not %d", id, answers, items)
		}
		items = answers
	}
	if err := rows.Err(); err != nil {
		t.Error(err)
	}
	if _, there := have[open.assessment]; open.kind == "delete" && !there {
		l.enter(open)
	}
	if have[open.assessment] == open.value && open.assessment != "" && open.kind != "delete" {
		l.enter(open) // done, and killed before it was acknowledged
	}
	for id, value := range l.values {
		if have[id] != value {
			t.Errorf("assessment %s has %d where %d was kept", id, have[id], value)
		}
	}
	if len(have) != len(l.values) {
		t.Errorf("%d assessments and not %d", len(have), len(l.values))
	}
}

// A program that is killed while it upgrades a register leaves one that can be upgraded
// and has everything.
func TestKilledWhileUpgrading(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	while := map[string]int{}
	for n := range *kills {
		dir := filepath.Join(t.TempDir(), "r.fremskridt")
		must(t, os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "versionone"))))
		var l ledger
		open := l.followChild(t, "upgrade", dir, n)
		while[open.kind]++
		o := options
		o.Upgrade = true
		r, err := store.Open(t.Context(), dir, store.Credentials{}, o)
		must(t, err)
		must(t, r.Close())
		v, err := store.VerifyAt(t.Context(), dir, store.Credentials{}, options)
		if err != nil || !v.Sound() || v.Older || v.Counts.LogLines < 3 {
			t.Fatalf("after %d kills, the last while %s: %+v, %v", n+1, open.kind, v, err)
		}
	}
	t.Logf("%d kills while: %v", *kills, while)
}

// upgradeUntilKilled upgrades a register and waits.
func upgradeUntilKilled(args []string) error {
	o := options
	o.Upgrade = true
	fmt.Println("try upgrade")
	r, err := store.Open(context.Background(), args[0], store.Credentials{}, o)
	if err != nil {
		return err
	}
	fmt.Println("done")
	time.Sleep(time.Hour)
	return r.Close()
}
