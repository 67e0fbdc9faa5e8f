// SPDX-License-Identifier: MPL-2.0

package entry_test

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	process "os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// The sizes of the tests; "make proofs" runs more.
var (
	kills   = flag.Int("kills", 4, "processes to kill during data entry")
	scripts = flag.Int("scripts", 30, "random scripts of data entry to cut off")
)

// Environment of the process that is killed.
const (
	envDir    = "FREMSKRIDT_ENTRY_DIR"
	envScript = "FREMSKRIDT_ENTRY_SCRIPT"
)

// A process killed at any moment during data entry loses at most the key being
// handled: what the form has reported as saved is in the register.
func TestKilledAmongKeys(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "r"+store.Extension)
	makeRegister(t, dir, *kills)
	keys, between := 0, 0
	for n := range *kills {
		random := rand.New(rand.NewPCG(uint64(n), 7))
		last, pressing, pressed := killAfter(t, dir, n, 1+random.IntN(90))
		keys += pressed
		saved := inRegister(t, dir, n)
		switch lost := differences(last, saved); {
		case pressing && lost > 1, !pressing && lost > 0:
			t.Fatalf("script %d: the form reported %v, pressing %v, and the register has %v", n, last, pressing, saved)
		case pressing:
			between++
		}
	}
	t.Logf("%d kills after %d keys, %d of them while a key was being handled", *kills, keys, between)
}

func caseOf(n int) string { return fmt.Sprintf("2026-%05d", n) }

func makeRegister(t *testing.T, dir string, citizens int) {
	t.Helper()
	in, err := assets.Instrument()
	check(t, err)
	v, err := assets.Vocabulary()
	check(t, err)
	user := model.FirstUser("LKN")
	user.Teams = []string{"Nord"}
	r, _, err := store.Create(t.Context(), dir, store.Setup{
		Municipality: "Eksempelkøbing", User: user, Invented: true, Instrument: in, Vocabulary: v,
	}, store.Options{Now: now})
	check(t, err)
	a, err := r.As(t.Context(), model.ForImport, model.RoleTeamLeader)
	check(t, err)
	check(t, a.Load(t.Context(), "test", func(l *store.Load) error {
		for n := range citizens {
			if err := l.AddCaseHistory(model.CaseHistory{Citizen: model.Citizen{
				ID: model.NewID(), CaseNumber: caseOf(n), Name: "Alma Prøvesen", TargetGroup: v.TargetGroups[0].Code,
				Caseworker: "LKN", Team: "Nord", Opened: model.NewDate(2024, 1, 8),
			}}); err != nil {
				return err
			}
		}
		return nil
	}))
	check(t, r.Close())
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func openRegister(t *testing.T, dir string, n int) (*store.Register, *store.Access, model.CaseHistory) {
	t.Helper()
	r, err := store.Open(t.Context(), dir, store.Credentials{}, store.Options{Now: now})
	check(t, err)
	a, err := r.As(t.Context(), model.ForCasework, model.RoleCaseworker)
	check(t, err)
	c, err := a.CaseHistoryByNumber(t.Context(), caseOf(n))
	check(t, err)
	return r, a, c
}

// killAfter runs a script in a process of its own and kills it after a number of lines
// of output. It returns the answers that the form reported last, and whether a key was
// being handled.
func killAfter(t *testing.T, dir string, script, lines int) (last map[string]string, pressing bool, keys int) {
	t.Helper()
	cmd := process.Command(os.Args[0], "-test.run=^TestPressKeysUntilKilled$", "-test.v=false")
	cmd.Env = append(os.Environ(), envDir+"="+dir, envScript+"="+strconv.Itoa(script))
	out, err := cmd.StdoutPipe()
	check(t, err)
	cmd.Stderr = os.Stderr
	check(t, cmd.Start())
	last = map[string]string{}
	read := bufio.NewReader(out)
	n := 0
	for ; ; n++ {
		line, err := read.ReadString('\n')
		if err != nil {
			break
		}
		what, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch what {
		case "press":
			pressing = true
			keys++
		case "kept":
			last, pressing = parts(rest), false
		}
		if n == lines {
			check(t, cmd.Process.Kill())
		}
	}
	if err := cmd.Wait(); n < lines {
		t.Fatalf("script %d ended by itself after %d lines: %v", script, n, err)
	}
	return last, pressing, keys
}

func parts(text string) map[string]string {
	m := map[string]string{}
	for _, p := range strings.Fields(text) {
		item, answer, _ := strings.Cut(p, "=")
		m[item] = answer
	}
	return m
}

func inRegister(t *testing.T, dir string, n int) map[string]string {
	t.Helper()
	r, _, c := openRegister(t, dir, n)
	defer func() { check(t, r.Close()) }()
	m := map[string]string{}
	for _, s := range c.Assessments {
		for _, w := range s.Answers {
			m[w.Item] = strconv.Itoa(w.Value + w.Missing)
		}
	}
	return m
}

// differences returns the number of items that two lists of answers differ in.
func differences(a, b map[string]string) (n int) {
	for item, answer := range a {
		if b[item] != answer {
			n++
		}
	}
	for item := range b {
		if _, ok := a[item]; !ok {
			n++
		}
	}
	return n
}

// TestPressKeysUntilKilled is the process that TestKilledAmongKeys kills.
func TestPressKeysUntilKilled(t *testing.T) {
	dir := os.Getenv(envDir)
	if dir == "" {
		t.Skip("is run by TestKilledAmongKeys")
	}
	script, err := strconv.Atoi(os.Getenv(envScript))
	check(t, err)
	_, a, c := openRegister(t, dir, script)
	in, err := assets.Instrument()
	check(t, err)
	e, err := a.BeginDraft(t.Context(), c.Citizen.ID, model.Assessment{
		Instrument: in.Key(), Date: model.DateOf(now()), Respondent: model.ByCitizen, Kind: model.KindOrdinary, Mode: "conversation",
	})
	check(t, err)
	p := newPaper(in)
	app(t)
	d := sitAt(t, p, e, widgets.Inline)
	random := rand.New(rand.NewPCG(uint64(script), 11))
	for {
		fmt.Println("press")
		d.randomKey(random)
		var kept []string
		for _, in := range d.rows() {
			if w := in.Answer(); w.Entered {
				kept = append(kept, in.Code+"="+strconv.Itoa(w.Value+w.Missing))
			}
		}
		fmt.Println("kept", strings.Join(kept, " "))
	}
}

// randomKey presses a key as a user does who enters answers and corrects mistakes.
func (d *desk) randomKey(r *rand.Rand) {
	if d.window.Canvas().Overlays().Top() == nil && d.at() == "" {
		d.form.FocusFirst()
	}
	switch n := r.IntN(20); {
	case n < 11:
		d.write(strconv.Itoa(1 + r.IntN(5)))
	case n < 13:
		d.write("-")
	case n < 15:
		d.press(fyne.KeyUp)
	case n < 16:
		d.press(fyne.KeyReturn)
	case n < 17:
		d.press(fyne.KeyBackspace)
	case n < 18:
		d.press(fyne.KeyRight)
	case n < 19:
		d.form.Undo()
	default:
		d.form.Redo()
	}
}

// Random scripts run with the saving held back and let go at random, and with failures,
// and are cut off: the register has exactly what the form reported as saved.
func TestAcknowledgedIsInTheRegister(t *testing.T) {
	app(t)
	in := instrument(12)
	behind := 0
	for n := range *scripts {
		random := rand.New(rand.NewPCG(uint64(n), 3))
		p := newPaper(in)
		var q screentest.Steps
		d := sit(t, p, q.Run, false)
		said := ""
		for range 5 + random.IntN(60) {
			d.randomKey(random)
			for random.IntN(3) > 0 && q.Next() {
			}
			if random.IntN(10) == 0 {
				p.fail = errDisk
			} else if random.IntN(4) == 0 {
				p.fail = nil
				d.timers.Fire()
			}
			if len(q) == 0 && p.fail == nil && !strings.Contains(d.texts(), "Gemmer") && !strings.Contains(d.texts(), "Ikke gemt") {
				said = d.shown()
				if got := p.text(); got != said {
					t.Fatalf("script %d: the form reports %q as saved, and the register has %q", n, said, got)
				}
			}
		}
		if d.shown() != p.text() {
			behind++
		}
		// The screen is dropped, and what is pending is written.
		p.fail = nil
		for _, end := range d.ends {
			check(t, end(t.Context()))
		}
		if got := p.text(); got != d.shown() {
			t.Fatalf("script %d: at the end the form shows %q, and saved is %q", n, d.shown(), got)
		}
		d.window.Close()
	}
	t.Logf("%d scripts, %d cut off with something unsaved", *scripts, behind)
}

// shown returns the answers on the screen.
func (d *desk) shown() string {
	var parts []string
	for _, in := range d.rows() {
		if w := in.Answer(); w.Entered {
			parts = append(parts, fmt.Sprintf("%s=%d", in.Code, w.Value+w.Missing))
		}
	}
	return strings.Join(parts, " ")
}
