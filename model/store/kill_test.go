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
	"strconv"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// A program killed at any moment, in any of killedSteps, leaves a register that opens,
// is sound and has everything acknowledged, and nothing half.
func TestKilledWhileWriting(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	var dir string
	var kept *ledger
	acknowledged, while := map[string]int{}, map[string]int{}
	for n := range *kills {
		if n%killsOfARegister == 0 {
			dir = registerCopy(t)
			kept = newLedger()
			kept.acknowledged = acknowledged
		}
		pending := kept.follow(t, "write", dir, n, 150*time.Millisecond)
		while[pending.kind]++
		kept.check(t, dir, n, pending)
		if t.Failed() {
			t.Fatalf("after %d kills, the last while %+v", n+1, pending)
		}
	}
	t.Logf("%d kills while: %v; acknowledged: %v", *kills, while, acknowledged)
}

// killsOfARegister is the number of kills after which a new register is made, so
// that it remains small.
const killsOfARegister = 36

// work is one step that a program announces, and the values of what it changes. A
// passphrase and the day of a purge are values of the names passphrase and purged.
type work struct {
	kind   string
	values map[string]string
}

// assessmentWork is work that changes one assessment.
func assessmentWork(kind string, a *model.Assessment) work {
	return work{kind, map[string]string{string(a.ID): stateOf(a.Status, a.Answers)}}
}

// gone is the value of an assessment that is not there.
const gone = "gone"

func parseWork(line string) work {
	words := strings.Fields(line)
	w := work{kind: words[1], values: map[string]string{}}
	for i := 2; i+1 < len(words); i += 2 {
		w.values[words[i]] = words[i+1]
	}
	return w
}

// ledger is the expected content of a register.
type ledger struct {
	passphrase   string
	purged       string            // before this day no line of the log is left
	backups      int               // acknowledged
	values       map[string]string // states of assessments by id
	acknowledged map[string]int    // steps by kind
}

func newLedger() *ledger {
	return &ledger{passphrase: string(credentials.Passphrase), values: map[string]string{}, acknowledged: map[string]int{}}
}

func (l *ledger) enter(w work) {
	for name, value := range w.values {
		switch {
		case name == "passphrase":
			l.passphrase = value
		case name == "purged":
			l.purged = value
		case value == gone:
			delete(l.values, name)
		default:
			l.values[name] = value
		}
	}
	if w.kind == "backup" {
		l.backups++
	}
}

// follow starts a program that writes, one of children, kills it at a random moment
// after its first step begins and returns its pending step.
func (l *ledger) follow(t *testing.T, name, dir string, round int, within time.Duration) (pending work) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := process.CommandContext(t.Context(), exe, dir, strconv.Itoa(round), l.passphrase)
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
	moment := time.Duration(rand.Int64N(int64(within)))
	var timer *time.Timer
	defer func() {
		if timer != nil {
			timer.Stop()
		}
	}()
	if round%10 == 9 {
		timer = time.AfterFunc(moment, kill)
	}
	pending.kind = "opening"
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
			pending = parseWork(line)
			continue
		}
		l.enter(pending)
		l.acknowledged[pending.kind]++
		pending = work{kind: "nothing"}
	}
	var ended *process.ExitError
	if err := child.Wait(); !errors.As(err, &ended) || ended.Exited() {
		t.Fatalf("the program ended by itself: %v\n%s", err, &said)
	}
	return pending
}

// check opens the register and compares it with the ledger. The pending step is there
// as a whole or not at all.
func (l *ledger) check(t *testing.T, dir string, round int, pending work) {
	t.Helper()
	o := options
	o.Now = func() time.Time { return clockOfRound(round).AddDate(yearsOfRound, 0, -1) }
	open := func(passphrase string) (*store.Register, error) {
		return store.Open(t.Context(), dir, store.Credentials{Initials: "LKN", Passphrase: []byte(passphrase)}, o)
	}
	r, err := open(l.passphrase)
	if errors.Is(err, store.ErrWrongPassphrase) && pending.values["passphrase"] != "" {
		l.enter(pending) // done, and killed before it was acknowledged
		r, err = open(l.passphrase)
	}
	must(t, err)
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	f := &fixture{TB: t, Register: r}
	if v, err := f.as("LKN", model.RoleAdministrator).Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("%+v, %v", v, err)
	}
	have, err := states(t.Context(), r)
	f.must(err)
	done := 0
	for name, value := range pending.values {
		if got, ok := have[name]; ok && got == value || !ok && value == gone {
			done++
		}
	}
	if done > 0 {
		l.enter(pending) // what is half is found below
	}
	for id, value := range l.values {
		if have[id] != value {
			t.Errorf("assessment %s is %q where %q was kept", id, have[id], value)
		}
	}
	for id, value := range have {
		if _, known := l.values[id]; !known && value != "draft" { // beginning a draft is not announced
			t.Errorf("assessment %s, %s, is not known", id, value)
		}
	}
	if n := f.count(`select count(*) from access_log where at < $1`, l.purged); n > 0 {
		t.Errorf("%d lines that were purged are left", n)
	}
	backups, err := r.Backups(t.Context())
	f.must(err)
	if l.backups > 0 && len(backups) == 0 {
		t.Error("no backup is left")
	}
	for _, b := range backups {
		if !b.Authentic || !b.Complete {
			t.Errorf("a backup is not whole: %+v", b)
		}
	}
}

// states returns the states of all assessments by id.
func states(ctx context.Context, r *store.Register) (map[string]string, error) {
	rows, err := r.Read(ctx, `select s.id, s.status, coalesce(w.value, 0), w.value is not null
		from assessment s left join answer w on w.assessment_id = s.id order by s.id, w.item`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	have := map[string]string{}
	for rows.Next() {
		var id, status string
		var value int
		var answered bool
		if err := rows.Scan(&id, &status, &value, &answered); err != nil {
			return nil, err
		}
		if have[id] == "" {
			have[id] = status
		}
		if answered {
			have[id] += fmt.Sprintf(",%d", value)
		}
	}
	return have, rows.Err()
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
		l := newLedger()
		pending := l.follow(t, "upgrade", dir, n, 70*time.Millisecond)
		while[pending.kind]++
		o := options
		o.Upgrade = true
		r, err := store.Open(t.Context(), dir, store.Credentials{}, o)
		must(t, err)
		must(t, r.Close())
		v, err := store.VerifyAt(t.Context(), dir, store.Credentials{}, options)
		if err != nil || !v.Sound() || v.Older || v.Counts.LogLines < 3 {
			t.Fatalf("after %d kills, the last while %s: %+v, %v", n+1, pending.kind, v, err)
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
