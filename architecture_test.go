// SPDX-License-Identifier: MPL-2.0

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "codeberg.org/fremskridt/fremskridt"

// layers are the packages from top to bottom. A package imports only packages
// below it, so the lower ones can be read, tested and used without the upper.
var layers = []string{
	"",
	"ui", "ui/start", "ui/unlock", "ui/citizens", "ui/citizen", "ui/entry", "ui/setup", "ui/followup", "ui/calibration",
	"ui/team", "ui/analysis",
	"ui/group",
	"ui/saving",
	"ui/screen/screentest", // for tests alone
	"ui/screen",
	"ui/widgets/widgettest", // for tests only
	"ui/widgets",
	"cli",
	"model/support",
	"plots/report",
	"model/messages",
	"plots",
	"plots/typeset",
	"model/demo",
	"model/exchange",
	"model/exchange/tabular",
	"model/store",
	"model/vault/pages",
	"model/vault/pages/powercut", // for tests only
	"model/vault/pages/engine",
	"model/vault",
	"model/analysis/cohort",
	"model/analysis/disclosure",
	"model/analysis/fixedeffects", "model/analysis/survival",
	"model/analysis",
	"model/diagnostics",
	"assets",
	"model/atomicfile",
	"model/safefile",
	"model/crash",
	"model",
}

// files returns the project's Go files by folder, with or without tests.
func files(t *testing.T, tests bool) map[string][]string {
	t.Helper()
	packages := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && strings.HasPrefix(d.Name(), "."), d.IsDir() && d.Name() == "testdata":
			return filepath.SkipDir
		case !strings.HasSuffix(path, ".go") || !tests && strings.HasSuffix(path, "_test.go"):
			return nil
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		if dir == "." {
			dir = ""
		}
		packages[dir] = append(packages[dir], path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

func parse(t *testing.T, path string, mode parser.Mode) (*token.FileSet, *ast.File) {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, path, nil, mode)
	if err != nil {
		t.Fatal(err)
	}
	return set, f
}

func imports(t *testing.T, path string) []string {
	_, f := parse(t, path, parser.ImportsOnly)
	var list []string
	for _, i := range f.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

func TestImportsPointDown(t *testing.T) {
	for dir, paths := range files(t, false) {
		level := slices.Index(layers, dir)
		if level < 0 {
			t.Errorf("%s is in no layer: add it to layers", dir)
			continue
		}
		for _, path := range paths {
			for _, i := range imports(t, path) {
				below, own := strings.CutPrefix(i, module+"/")
				if own && slices.Index(layers, below) <= level {
					t.Errorf("%s imports %s, which is not a lower layer", path, below)
				}
			}
		}
	}
}

// Some imports are reserved to a part of the tree.
func TestReservedImports(t *testing.T) {
	rules := []struct {
		what    string
		imports []string
		allowed func(dir string) bool
	}{
		{"the toolkit", []string{"fyne.io/fyne"}, func(dir string) bool {
			return dir == "" || dir == "ui" || strings.HasPrefix(dir, "ui/")
		}},
		{"SQL", []string{"database/sql", "modernc.org/sqlite", "github.com/pressly/goose"}, func(dir string) bool {
			return dir == "model/store" || dir == "model/vault/pages" || strings.HasPrefix(dir, "model/vault/pages/")
		}},
		{"memory addresses", []string{"unsafe"}, func(dir string) bool {
			return strings.HasPrefix(dir, "model/vault/pages")
		}},
		{"PDF", []string{"codeberg.org/go-pdf/fpdf"}, func(dir string) bool { return dir == "plots/typeset" }},
		{"the network", []string{"net/http", "net/rpc", "net/smtp"}, func(string) bool { return false }},
	}
	for dir, paths := range files(t, false) {
		for _, path := range paths {
			for _, i := range imports(t, path) {
				for _, r := range rules {
					for _, banned := range r.imports {
						// The date reads and writes itself as the register keeps it.
						if i == "database/sql/driver" && dir == "model" {
							continue
						}
						if (i == banned || strings.HasPrefix(i, banned+"/")) && !r.allowed(dir) {
							t.Errorf("%s may not use %s: it imports %s", path, r.what, i)
						}
					}
				}
			}
		}
	}
}

// Widgets belong to the UI goroutine. A function that runs on another one (a go
// statement, or the work given to a Runner) must not touch one; it shows its
// result in the done function, or by fyne.Do.
func TestWidgetsAreTouchedOnTheUIGoroutine(t *testing.T) {
	checked := 0
	for dir, paths := range files(t, false) {
		if dir != "ui" && !strings.HasPrefix(dir, "ui/") {
			continue
		}
		for _, path := range paths {
			set, f := parse(t, path, 0)
			ast.Inspect(f, func(n ast.Node) bool {
				for _, body := range background(n) {
					checked++
					for _, call := range widgetCalls(body) {
						t.Errorf("%v: %s is called off the UI goroutine", set.Position(call.Pos()), name(call.Fun))
					}
				}
				return true
			})
		}
	}
	if checked == 0 {
		t.Error("found no background work to check: do the names in this test still exist?")
	}
}

// A panic on a goroutine of its own ends the program, unless that goroutine recovers.
func TestGoroutinesRecover(t *testing.T) {
	checked := 0
	for _, paths := range files(t, false) {
		for _, path := range paths {
			set, f := parse(t, path, 0)
			ast.Inspect(f, func(n ast.Node) bool {
				work := goroutine(n)
				if work == nil {
					return true
				}
				checked++
				if !callsCatch(work) {
					t.Errorf("%v: the goroutine does not call crash.Catch", set.Position(n.Pos()))
				}
				return true
			})
		}
	}
	if checked < 4 {
		t.Errorf("found %d goroutines to check", checked)
	}
}

// goroutine returns what a node runs on another goroutine, or nil. fyne.Do and timers
// run on the UI goroutine, whose loop recovers.
func goroutine(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.GoStmt:
		return n.Call
	case *ast.CallExpr: // of an errgroup or a WaitGroup
		if s, ok := n.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Go" && len(n.Args) == 1 {
			return n.Args[0]
		}
	}
	return nil
}

func callsCatch(body ast.Node) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && name(call.Fun) == "crash.Catch" {
			found = true
		}
		return !found
	})
	return found
}

// background returns the functions that a node runs on another goroutine.
func background(n ast.Node) []ast.Node {
	switch n := n.(type) {
	case *ast.GoStmt:
		return []ast.Node{n.Call}
	case *ast.CallExpr:
		// A Runner is called with work first and done second.
		if len(n.Args) != 2 {
			return nil
		}
		work, ok := n.Args[0].(*ast.FuncLit)
		if !ok || work.Type.Params.NumFields() != 1 {
			return nil
		}
		param, ok := work.Type.Params.List[0].Type.(*ast.SelectorExpr)
		if ok && name(param) == "context.Context" {
			return []ast.Node{work.Body}
		}
	}
	return nil
}

// widgetMethods are the methods that change or redraw a widget.
var widgetMethods = []string{
	"Refresh", "Show", "Hide", "SetText", "SetLength", "SetSelected", "SetOptions", "SetContent", "SetTitle", "Resize",
	"Move", "Focus", "Unfocus", "Select", "ScrollTo", "RefreshRow", "SetBadge", "SetUser", "SetSegments", "SetRenderer",
	"Invalidate", "SetTexts", "SetRuns", "Enable", "Disable", "Say", "SetItems", "SetGroups", "SetSort",
	"SetBusy", "SetValue", "SetChecked", "SetLock", "SetMainMenu", "SetEnabled",
}

func widgetCalls(body ast.Node) []*ast.CallExpr {
	var calls []*ast.CallExpr
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if s, ok := call.Fun.(*ast.SelectorExpr); ok {
			if name(s) == "fyne.Do" || name(s) == "fyne.DoAndWait" {
				return false
			}
			if slices.Contains(widgetMethods, s.Sel.Name) {
				calls = append(calls, call)
			}
		}
		return true
	})
	return calls
}

func name(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return name(e.X) + "." + e.Sel.Name
	}
	return "?"
}
