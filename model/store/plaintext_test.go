// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	process "os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// The searchable content of the test's register: marker and the column's number in every
// text column, and number plus the column's number in every integer column.
const (
	marker = "Kendemaerke"
	number = int64(0x5a17c0de5e_000000)
)

// No file that the program writes anywhere reveals content of the register, or that it
// is a database.
func TestNothingIsWrittenInClear(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	home := t.TempDir()
	columns := leave(t, home, "fill", false)
	if columns < 100 {
		t.Errorf("only %d columns were filled", columns)
	}
	leave(t, home, "panic", false)
	searched := 0
	forms := inClear()
	must(t, filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(home, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		searched++
		for what, form := range forms {
			if bytes.Contains(data, form) || bytes.Contains([]byte(name), form) {
				t.Errorf("%s contains %s", name, what)
			}
		}
		return nil
	}))
	t.Logf("%d columns filled, %d files searched", columns, searched)
	if searched < 10 {
		t.Error("there is hardly anything to search")
	}
}

// The same search finds all content in a register that is not encrypted.
func TestEverythingIsInClearWithoutEncryption(t *testing.T) {
	t.Parallel()
	skipUnderRace(t)
	home := t.TempDir()
	columns := leave(t, home, "fill", true)
	dir := filepath.Join(home, "columns.fremskridt")
	var all []byte
	for _, name := range []string{"register.db", "register.db-wal"} {
		all = append(all, contents(t, dir, name)...)
	}
	for n := range columns {
		var whole [8]byte
		binary.BigEndian.PutUint64(whole[:], uint64(number+int64(n)))
		if !bytes.Contains(all, []byte(columnMark(n))) && !bytes.Contains(all, whole[:]) && !bytes.Contains(all, rowID(number+int64(n))) {
			t.Errorf("what was written into column %d is nowhere", n)
		}
	}
	for _, what := range []string{"the marker", "the number", "a database", "a table", "a log"} {
		if !bytes.Contains(all, inClear()[what]) {
			t.Errorf("%s is nowhere", what)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// rowID returns a large number as SQLite encodes the key of a row: nine bytes, all but
// the last with seven bits and a continuation bit.
func rowID(n int64) []byte {
	b := make([]byte, 9)
	b[8] = byte(n)
	n >>= 8
	for i := 7; i >= 0; i-- {
		b[i] = byte(n)&0x7f | 0x80
		n >>= 7
	}
	return b
}

func columnMark(n int) string { return fmt.Sprintf("%s-%04d-", marker, n) }

// inClear returns the encodings of content that must not appear in any file.
func inClear() map[string][]byte {
	var whole [8]byte
	binary.BigEndian.PutUint64(whole[:], uint64(number))
	start := whole[1:5] // the rest counts the columns
	reversed := []byte{start[3], start[2], start[1], start[0]}
	forms := map[string][]byte{
		"the marker":                    []byte(marker),
		"the marker in small letters":   []byte(strings.ToLower(marker)),
		"the marker in large letters":   []byte(strings.ToUpper(marker)),
		"the marker in hexadecimal":     []byte(hex.EncodeToString([]byte(marker))),
		"the marker in HEXADECIMAL":     []byte(strings.ToUpper(hex.EncodeToString([]byte(marker)))),
		"the number":                    start,
		"the number, little end first":  reversed,
		"the number as a key":           rowID(number)[:8],
		"the number in digits":          []byte(strconv.FormatInt(number, 10)[:10]),
		"the passphrase":                credentials.Passphrase,
		"a CPR number":                  []byte("010190"),
		"a database":                    []byte("SQLite format 3"),
		"a table":                       []byte("CREATE TABLE"),
		"a table of the register":       []byte("create table"),
		"an index":                      []byte("create index"),
		"a name of SQLite's":            []byte("sqlite_"),
		"a log":                         {0x37, 0x7f, 0x06, 0x82},
		"a log, big end first":          {0x37, 0x7f, 0x06, 0x83},
		"a journal":                     {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7},
		"a word of the instrument":      []byte("målemetode"),
		"a name of a table, with quote": []byte("\"answer\""),
	}
	for shift := range 3 { // where a group of base64 begins
		text := base64.StdEncoding.EncodeToString(append(make([]byte, shift), marker...))
		forms[fmt.Sprintf("the marker in base64, %d", shift)] = []byte(text[4 : len(text)-4])
	}
	for name, order := range map[string]binary.ByteOrder{"UTF-16LE": binary.LittleEndian, "UTF-16BE": binary.BigEndian} {
		var b []byte
		for _, u := range utf16.Encode([]rune(marker)) {
			b = append(b, 0, 0)
			order.PutUint16(b[len(b)-2:], u)
		}
		forms["the marker in "+name] = b
	}
	return forms
}

// leave runs a program that works with registers in a folder, which is also its home and
// working directory, and kills it unless it ends by a panic. It returns the number that
// the program printed.
func leave(t *testing.T, home, what string, plain bool) int {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	for _, name := range []string{"tmp", "config", "cache"} {
		must(t, os.MkdirAll(filepath.Join(home, name), 0o700))
	}
	child := process.CommandContext(t.Context(), exe, what, home, strconv.FormatBool(plain))
	child.Dir = home
	child.Env = []string{
		childVariable + "=clear", "GOTRACEBACK=all", "HOME=" + home, "TMPDIR=" + filepath.Join(home, "tmp"),
		"XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "XDG_CACHE_HOME=" + filepath.Join(home, "cache"),
		"SQLITE_TMPDIR=" + filepath.Join(home, "tmp"),
	}
	said, err := os.Create(filepath.Join(home, what+".stderr"))
	must(t, err)
	defer said.Close()
	child.Stderr = said
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(errors.Join(err, child.Wait()), string(contents(t, home, what+".stderr")))
	}
	counted, err := strconv.Atoi(strings.TrimSpace(line))
	must(t, err)
	if what != "panic" {
		must(t, child.Process.Kill())
	}
	var ended *process.ExitError
	if err := child.Wait(); !errors.As(err, &ended) {
		t.Fatalf("the program ended with %v", err)
	}
	if what == "panic" && !strings.Contains(string(contents(t, home, "panic.stderr")), "goroutine ") {
		t.Errorf("there was no panic: %s", contents(t, home, "panic.stderr"))
	}
	return counted
}

// writeInClear is the program run by leave.
func writeInClear(args []string) error {
	what, home, plain := args[0], args[1], args[2] == "true"
	o := options
	if plain {
		o = store.Plain(o)
	}
	ctx := context.Background()
	s, err := newSetup()
	if err != nil {
		return err
	}
	s.Municipality = marker
	f := &fixture{instrument: s.Instrument, vocabulary: s.Vocabulary}
	dir := filepath.Join(home, "work.fremskridt")
	if what == "panic" {
		r, err := store.Open(ctx, dir, credentials, o)
		if err != nil {
			return err
		}
		return breakDown(ctx, r)
	}
	if err := workWith(ctx, f, dir, s, o, plain); err != nil {
		return fmt.Errorf("work: %w", err)
	}
	r, _, err := store.Create(ctx, filepath.Join(home, "columns.fremskridt"), s, o)
	if err != nil {
		return err
	}
	n, err := fillColumns(ctx, r)
	if err != nil {
		return err
	}
	fmt.Println(n)
	select {} // until it is killed
}

// breakDown panics with citizens in memory.
func breakDown(ctx context.Context, r *store.Register) error {
	a, err := r.AsUser(ctx, "LKN", model.ForCasework, model.RoleTeamLeader)
	if err != nil {
		return err
	}
	c, err := a.CaseHistoryByNumber(ctx, "2024-00001")
	if err != nil {
		return err
	}
	fmt.Println(len(c.Assessments))
	func(name string, c model.CaseHistory) {
		var none []int
		_ = none[len(name)+len(c.Assessments)]
	}(c.Citizen.Name, c)
	return nil
}

// workWith uses a register as its users do.
func workWith(ctx context.Context, f *fixture, dir string, s store.Setup, o store.Options, plain bool) (err error) {
	r, _, err := store.Create(ctx, dir, s, o)
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
	do := func(what string, fn func() error) {
		if err == nil {
			if err = fn(); err != nil {
				err = fmt.Errorf("%s: %w", what, err)
			}
		}
	}
	do("import and read", func() error { return importAndRead(ctx, f, leader) })
	for _, query := range []string{
		`create index for_a_while on assessment (note, id)`, `drop index for_a_while`, `analyze`, `vacuum`,
		`update citizen set name = name || name`, `pragma wal_checkpoint(passive)`,
		`create temp table sorted as select * from answer join assessment on id = assessment_id order by note, value, item`,
	} {
		do(query, func() error { return r.Exec(ctx, query) })
	}
	if plain {
		do("close", r.Close)
		return err
	}
	do("change the keys", func() error { return changeKeys(ctx, r, admin) })
	do("close", r.Close)
	do("fail to log in", func() error {
		_, err := store.Open(ctx, dir, store.Credentials{Initials: marker, Passphrase: []byte(marker)}, o)
		if !errors.Is(err, store.ErrWrongPassphrase) {
			return fmt.Errorf("got %w", err)
		}
		return nil
	})
	return err
}

// importAndRead imports citizens with marks in their texts, searches and reads them.
func importAndRead(ctx context.Context, f *fixture, leader *store.Access) error {
	var citizens []model.ID
	err := leader.Load(ctx, marker+".csv", func(l *store.Load) error {
		for n := range 300 {
			c := f.history(n+1, fmt.Sprintf("%s %d", marker, n))
			c.Citizen.Caseworker = marker
			c.Assessments[0].Note = marker
			citizens = append(citizens, c.Citizen.ID)
			if err := l.AddCaseHistory(c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, q := range []store.CitizenQuery{
		{Text: marker, Scope: store.ScopeAll, Limit: 1000}, {Scope: store.ScopeAll, Order: store.ByLatest, Descending: true, Limit: 1000},
	} {
		if _, err := leader.Citizens(ctx, q); err != nil {
			return err
		}
	}
	if err := leader.PrepareSearch(ctx); err != nil {
		return err
	}
	if _, err := leader.CaseHistories(ctx, citizens); err != nil {
		return err
	}
	if _, err := leader.Norms(ctx); err != nil {
		return err
	}
	_, err = leader.Dossier(ctx, citizens[0], store.WithStaff)
	return err
}

// changeKeys backs up an encrypted register, rotates its key and changes a passphrase
// there and back.
func changeKeys(ctx context.Context, r *store.Register, admin *store.Access) error {
	if err := r.Exec(ctx, `drop table temp.sorted`); err != nil {
		return err
	}
	if _, err := admin.Backup(ctx, ""); err != nil {
		return err
	}
	if err := admin.RotateKey(ctx, nil); err != nil {
		return err
	}
	another := "endnu fire ord " + marker
	if err := admin.ChangePassphrase(ctx, bytes.Clone(credentials.Passphrase), []byte(another)); err != nil {
		return err
	}
	return admin.ChangePassphrase(ctx, []byte(another), bytes.Clone(credentials.Passphrase))
}

// fillColumns inserts a row with a mark in every column into every table, bypassing all
// constraints. It returns the number of columns.
func fillColumns(ctx context.Context, r *store.Register) (columns int, err error) {
	for _, query := range []string{`pragma foreign_keys = off`, `pragma ignore_check_constraints = on`} {
		if err := r.Exec(ctx, query); err != nil {
			return 0, err
		}
	}
	triggers, err := readList(ctx, r, `select name from sqlite_schema where type = 'trigger'`)
	if err != nil {
		return 0, err
	}
	for _, name := range triggers {
		if err := r.Exec(ctx, `drop trigger "`+name+`"`); err != nil {
			return 0, err
		}
	}
	tables, err := readList(ctx, r, `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`)
	if err != nil {
		return 0, err
	}
	for _, table := range tables {
		types, err := readList(ctx, r, `select type from pragma_table_info($1)`, table)
		if err != nil {
			return 0, err
		}
		var args []any
		var places []string
		for _, kind := range types {
			switch strings.ToLower(kind) {
			case "text", "timestamp":
				args = append(args, columnMark(columns))
			case "blob":
				args = append(args, []byte(columnMark(columns)))
			case "integer", "int":
				args = append(args, number+int64(columns))
			default:
				return 0, fmt.Errorf("table %s has a column of type %q", table, kind)
			}
			columns++
			places = append(places, fmt.Sprint("$", len(args)))
		}
		if err := r.Exec(ctx, `insert into "`+table+`" values (`+strings.Join(places, ", ")+`)`, args...); err != nil {
			return 0, fmt.Errorf("table %s: %w", table, err)
		}
	}
	return columns, nil
}

func readList(ctx context.Context, r *store.Register, query string, args ...any) (texts []string, err error) {
	rows, err := r.Read(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		texts = append(texts, s)
	}
	return texts, rows.Err()
}
