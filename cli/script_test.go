package cli_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"codeberg.org/fremskridt/fremskridt/cli"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"fremskridt": func() {
			os.Exit(cli.Run(os.Args[1:], cli.Terminal{Out: os.Stdout, Err: os.Stderr, Now: time.Now, Getenv: os.Getenv}))
		},
	})
}

// passphrase is the one of every register of the scripts.
const passphrase = "fire ord om vejret"

// TestScripts runs the files under testdata, which read like a terminal.
func TestScripts(t *testing.T) {
	sample, err := filepath.Abs(filepath.Join("..", "model", "exchange", "testdata", "extract"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SAMPLE", sample)
			e.Setenv("FREMSKRIDT_TODAY", "2026-11-24")
			e.Setenv("FREMSKRIDT_LANG", "da")
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("FREMSKRIDT_PASSPHRASE_FILE", filepath.Join(e.WorkDir, "passphrase"))
			return os.WriteFile(filepath.Join(e.WorkDir, "passphrase"), []byte(passphrase+"\r\nog intet mere\n"), 0o600)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes":   writeBytes,
			"long":    writeLong,
			"sameas":  sameRegister,
			"isimage": isImage,
			"flip":    flipBit,
			"hidden":  hidden,
			"empty":   emptyFolder,
			"copy":    copyNewest,
		},
	})
}

// writeBytes writes a file from a quoted Go string: bytes FILE "a\x00b".
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	s, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o600))
}

// writeLong writes a head and one line of so many bytes: long FILE 1000000000.
// The file is sparse where the system can, and read as bytes of zero; here it is
// the letter x that is written, in blocks, up to the number.
func writeLong(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	block := []byte(strings.Repeat("x", 1<<20))
	for written := 0; written < n; written += len(block) {
		_, err := f.Write(block)
		ts.Check(err)
	}
	ts.Check(f.Close())
}

// sameRegister holds that a register has as much as when it was remembered:
// sameas NAME DIR remembers under a name, and compares from then on.
func sameRegister(ts *testscript.TestScript, neg bool, args []string) {
	r, err := store.Open(context.Background(), ts.MkAbs(args[1]), store.Credentials{Passphrase: []byte(passphrase)}, store.Options{})
	ts.Check(err)
	counts, err := r.Counts(context.Background())
	ts.Check(errors.Join(err, r.Close()))
	counts.LogLines = 0
	now := fmt.Sprintf("%+v", counts)
	kept := ts.MkAbs(".kept-" + args[0])
	before, err := os.ReadFile(kept)
	if os.IsNotExist(err) {
		ts.Check(os.WriteFile(kept, []byte(now), 0o600))
		return
	}
	ts.Check(err)
	if string(before) != now {
		ts.Fatalf("%s had %s and has %s", args[1], before, now)
	}
}

// isImage holds that a file begins as its ending says and has at least so many
// bytes: isimage FILE 20000.
func isImage(ts *testscript.TestScript, neg bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	least, err := strconv.Atoi(args[1])
	ts.Check(err)
	begins := map[string]string{".png": "\x89PNG", ".pdf": "%PDF-", ".svg": "<?xml"}[filepath.Ext(args[0])]
	if !strings.HasPrefix(string(data), begins) || len(data) < least {
		ts.Fatalf("%s: %s", args[0], fmt.Sprintf("%d bytes, begins with %q", len(data), data[:min(len(data), 8)]))
	}
}

// flipBit changes one bit of a file: flip FILE 40000.
func flipBit(ts *testscript.TestScript, neg bool, args []string) {
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	data[at] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// copyNewest copies the one folder inside a folder, whose name nobody knows
// beforehand: copy FROM TO.
func copyNewest(ts *testscript.TestScript, neg bool, args []string) {
	inside, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"))
	ts.Check(err)
	if len(inside) != 1 {
		ts.Fatalf("%s holds %v", args[0], inside)
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(inside[0])))
}

// hidden holds that no file below a folder holds a word: hidden DIR WORD...
func hidden(ts *testscript.TestScript, neg bool, args []string) {
	files := 0
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		for _, word := range args[1:] {
			if strings.Contains(string(data), word) {
				ts.Fatalf("%s holds %q", path, word)
			}
		}
		return err
	}))
	if files == 0 {
		ts.Fatalf("%s holds no files", args[0])
	}
}

// emptyFolder holds that a folder has nothing in it: empty DIR.
func emptyFolder(ts *testscript.TestScript, neg bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(entries) > 0 {
		ts.Fatalf("%s holds %v", args[0], entries)
	}
}
