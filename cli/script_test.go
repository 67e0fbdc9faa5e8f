package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"fremskridt/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"fremskridt": func() {
			os.Exit(cli.Run(os.Args[1:], cli.Terminal{Out: os.Stdout, Err: os.Stderr, Now: time.Now, Getenv: os.Getenv}))
		},
	})
}

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
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes":   writeBytes,
			"long":    writeLong,
			"sameas":  sameTree,
			"isimage": isImage,
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

// sameTree holds that no byte of a register's database has changed since it was
// remembered: sameas NAME FILE remembers under a name, and compares from then on.
func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[1]))
	ts.Check(err)
	kept := ts.MkAbs(".kept-" + args[0])
	before, err := os.ReadFile(kept)
	if os.IsNotExist(err) {
		ts.Check(os.WriteFile(kept, data, 0o600))
		return
	}
	ts.Check(err)
	if string(before) != string(data) {
		ts.Fatalf("%s has changed", args[1])
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
