package exchange_test

import (
	"bufio"
	"database/sql"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// A million answers: a questionnaire of ten items from each of 100,000 citizens.
const (
	benchCitizens = 100_000
	benchAnswers  = 10 * benchCitizens
)

// BenchmarkImport takes a million answers in, and lets the command line of
// SQLite .import the same rows into the same tables. Both begin with a register
// that has the citizens, and are timed until the database is closed.
func BenchmarkImport(b *testing.B) {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		b.Skip("there is no sqlite3")
	}
	base := filepath.Join(b.TempDir(), "base.fremskridt")
	fillCitizens(b, base)
	extract := filepath.Join(b.TempDir(), "svar.csv")
	writeExtract(b, extract)
	var imports, commands time.Duration
	for b.Loop() {
		dir := b.TempDir()
		own, other := filepath.Join(dir, "own"), filepath.Join(dir, "other")
		for _, to := range []string{own, other} {
			if err := os.CopyFS(to, os.DirFS(base)); err != nil {
				b.Fatal(err)
			}
		}
		imports += timeImport(b, own, extract)
		exportRows(b, own, dir)
		commands += timeCommand(b, other, dir)
		if err := os.RemoveAll(dir); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(imports.Seconds()/float64(b.N), "import-s/op")
	b.ReportMetric(commands.Seconds()/float64(b.N), "sqlite3-s/op")
	b.ReportMetric(imports.Seconds()/commands.Seconds(), "ratio")
}

func caseOf(i int) string { return fmt.Sprintf("2024-%06d", i) }

func benchSetup(b *testing.B) store.Setup {
	b.Helper()
	in, err := assets.Instrument()
	if err != nil {
		b.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		b.Fatal(err)
	}
	return store.Setup{Municipality: "Eksempelkøbing", User: model.FirstUser("LKN"), Invented: true, Instrument: in, Vocabulary: v}
}

func fillCitizens(b *testing.B, dir string) {
	b.Helper()
	s := benchSetup(b)
	r, _, err := store.Create(b.Context(), dir, s, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer closing(b, r)
	a, err := r.As(b.Context(), model.ForImport, model.RoleAdministrator)
	if err != nil {
		b.Fatal(err)
	}
	err = a.Load(b.Context(), "citizens", func(l *store.Load) error {
		for i := range benchCitizens {
			_, err := l.AddCitizen(model.Citizen{
				CaseNumber: caseOf(i), Name: fmt.Sprintf("Prøve Borgersen %d", i), TargetGroup: s.Vocabulary.TargetGroups[0].Code,
				Caseworker: "LKN", Team: "Nord",
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func closing(b *testing.B, r *store.Register) {
	if err := r.Close(); err != nil {
		b.Fatal(err)
	}
}

func writeExtract(b *testing.B, path string) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprint(w, answersHead)
	for i := range benchCitizens {
		fmt.Fprintf(w, "%s;%02d-%02d-2025;samtale", caseOf(i), 1+i%28, 1+i%12)
		for k := range 10 {
			fmt.Fprintf(w, ";%d", 1+(i+k*k)%5)
		}
		fmt.Fprint(w, "\n")
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

func timeImport(b *testing.B, dir, extract string) time.Duration {
	b.Helper()
	s := benchSetup(b)
	start := time.Now()
	r, err := store.Open(b.Context(), dir, store.Credentials{}, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	a, err := r.As(b.Context(), model.ForImport, model.RoleAdministrator)
	if err != nil {
		b.Fatal(err)
	}
	report, err := exchange.Import(b.Context(), a, extract, exchange.Options{
		Today: today, Municipality: "Eksempelkøbing", Vocabulary: s.Vocabulary,
		Instruments: map[string]*model.Instrument{s.Instrument.Key(): s.Instrument},
	})
	if err != nil {
		b.Fatal(err)
	}
	if report.Added.Answers != benchAnswers {
		b.Fatalf("took %d answers, want %d", report.Added.Answers, benchAnswers)
	}
	closing(b, r)
	return time.Since(start)
}

// exportRows writes what an import has put into the tables, in the order of the
// keys.
func exportRows(b *testing.B, register, dir string) {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(register, "register.db")+"?mode=ro")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for name, query := range map[string]string{
		"assessment.csv": `select * from assessment order by id`,
		"answer.csv":     `select assessment_id, item, value from answer order by assessment_id, item`,
	} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			b.Fatal(err)
		}
		if err := exportQuery(b, db, query, f); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func exportQuery(b *testing.B, db *sql.DB, query string, f *os.File) error {
	rows, err := db.QueryContext(b.Context(), query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	fields, dest := make([]string, len(columns)), make([]any, len(columns))
	for i := range fields {
		dest[i] = &fields[i]
	}
	w := csv.NewWriter(f)
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := w.Write(fields); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// timeCommand lets sqlite3 import the rows, with the settings of the register's
// own connection. Its table of answers lacks the missing reason, which is NULL
// throughout: .import can write no NULL but by a row that is too short, and then
// takes most of its time to complain of each.
func timeCommand(b *testing.B, register, dir string) time.Duration {
	b.Helper()
	script := `pragma journal_mode=wal;
pragma synchronous=full;
pragma foreign_keys=1;
pragma recursive_triggers=1;
pragma secure_delete=fast;
pragma temp_store=memory;
pragma trusted_schema=0;
pragma cell_size_check=1;
pragma cache_size=-65536;
pragma journal_size_limit=67108864;
pragma mmap_size=0;
drop table answer;
create table answer (
	assessment_id text not null references assessment (id) on delete cascade,
	item          text not null,
	value         integer check (value is not null),
	primary key (assessment_id, item)
) strict, without rowid;
.mode csv
.import ` + filepath.Join(dir, "assessment.csv") + ` assessment
.import ` + filepath.Join(dir, "answer.csv") + ` answer
`
	path := filepath.Join(dir, "script.sql")
	if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
		b.Fatal(err)
	}
	in, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	command := exec.CommandContext(b.Context(), "sqlite3", "-batch", filepath.Join(register, "register.db"))
	command.Stdin = in
	start := time.Now()
	if err := command.Run(); err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	count, err := exec.CommandContext(b.Context(), "sqlite3", filepath.Join(register, "register.db"),
		"select count(*) from answer").Output()
	if err != nil {
		b.Fatal(err)
	}
	if got := string(count); got != fmt.Sprintln(benchAnswers) {
		b.Fatalf("sqlite3 took %s answers, want %d", got, benchAnswers)
	}
	return took
}
