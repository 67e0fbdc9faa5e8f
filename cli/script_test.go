// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/cli"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// versionOne is the register of the first version of the program, relative to the tests.
var versionOne = filepath.Join("..", "model", "store", "testdata", "versionone")

// testDir is a folder for what all tests share.
var testDir string

// suite runs the tests with [testDir].
type suite struct{ *testing.M }

func (s suite) Run() int {
	dir, err := os.MkdirTemp("", "fremskridt-cli-*")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	testDir = dir
	return s.M.Run()
}

func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){
		"fremskridt": func() {
			os.Exit(cli.Run(os.Args[1:], cli.Terminal{
				Out: os.Stdout, Err: os.Stderr, Now: testClock, Getenv: os.Getenv,
				Version: assets.Version{Number: "1.2.3", Commit: "0123456789ab", Date: "2026-11-24"},
			}))
		},
	})
}

// TestScripts runs the scripts in testdata, in parallel.
func TestScripts(t *testing.T) {
	t.Parallel()
	sample, err := filepath.Abs(sampleExtract())
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SAMPLE", sample)
			e.Setenv("FREMSKRIDT_LANG", "da")
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("FREMSKRIDT_PASSPHRASE_FILE", filepath.Join(e.WorkDir, "passphrase"))
			return os.WriteFile(filepath.Join(e.WorkDir, "passphrase"), []byte(passphrase+"\r\nog intet mere\n"), 0o600)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"sample":     cmdSample,
			"versionone": cmdVersionOne,
			"bytes":      cmdBytes,
			"long":       cmdLong,
			"sameas":     cmdSameAs,
			"isimage":    cmdIsImage,
			"flip":       cmdFlip,
			"hidden":     cmdHidden,
			"empty":      cmdEmpty,
			"copy":       cmdCopy,
		},
	})
}

// cmdSample creates a register with the sample extract: sample DIR.
func cmdSample(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(copySample(ts.MkAbs(args[0])))
}

// cmdVersionOne copies a register that the first version of the program wrote, of an
// invented municipality: versionone DIR.
func cmdVersionOne(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(versionOne)))
}

// cmdBytes writes a file from a quoted Go string: bytes FILE "a\x00b".
func cmdBytes(ts *testscript.TestScript, neg bool, args []string) {
	s, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o600))
}

// cmdLong writes a file of one line: long FILE BYTES.
func cmdLong(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("x"), n), 0o600))
}

// cmdSameAs checks that the counts of a register have not changed since its first call
// with the name: sameas NAME DIR.
func cmdSameAs(ts *testscript.TestScript, neg bool, args []string) {
	r, err := store.Open(context.Background(), ts.MkAbs(args[1]), store.Credentials{Passphrase: []byte(passphrase)}, store.Options{Now: testClock})
	ts.Check(err)
	counts, err := r.Counts(context.Background())
	ts.Check(errors.Join(err, r.Close()))
	counts.LogLines = 0
	now := fmt.Sprintf("%+v", counts)
	saved := ts.MkAbs(".saved-" + args[0])
	before, err := os.ReadFile(saved)
	if os.IsNotExist(err) {
		ts.Check(os.WriteFile(saved, []byte(now), 0o600))
		return
	}
	ts.Check(err)
	if string(before) != now {
		ts.Fatalf("%s had %s and has %s", args[1], before, now)
	}
}

// cmdIsImage checks that the content of a file fits its extension, and its minimal
// size: isimage FILE BYTES.
func cmdIsImage(ts *testscript.TestScript, neg bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	minSize, err := strconv.Atoi(args[1])
	ts.Check(err)
	prefix := map[string]string{".png": "\x89PNG", ".pdf": "%PDF-", ".svg": "<?xml"}[filepath.Ext(args[0])]
	if !strings.HasPrefix(string(data), prefix) || len(data) < minSize {
		ts.Fatalf("%s: %s", args[0], fmt.Sprintf("%d bytes, starts with %q", len(data), data[:min(len(data), 8)]))
	}
}

// cmdFlip changes one bit of a file: flip FILE OFFSET.
func cmdFlip(ts *testscript.TestScript, neg bool, args []string) {
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	data[at] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// cmdCopy copies the only folder inside a folder: copy FROM TO.
func cmdCopy(ts *testscript.TestScript, neg bool, args []string) {
	inside, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"))
	ts.Check(err)
	if len(inside) != 1 {
		ts.Fatalf("%s contains %v", args[0], inside)
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(inside[0])))
}

// cmdHidden checks that no file in a folder contains any of the words: hidden DIR WORD...
func cmdHidden(ts *testscript.TestScript, neg bool, args []string) {
	files := 0
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		for _, word := range args[1:] {
			if strings.Contains(string(data), word) {
				ts.Fatalf("%s contains %q", path, word)
			}
		}
		return err
	}))
	if files == 0 {
		ts.Fatalf("%s has no files", args[0])
	}
}

// cmdEmpty checks that a folder is empty: empty DIR.
func cmdEmpty(ts *testscript.TestScript, neg bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(entries) > 0 {
		ts.Fatalf("%s contains %v", args[0], entries)
	}
}
