// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// benchCitizens is the number of citizens, each with an assessment of ten answers, by
// the environment variable FREMSKRIDT_CITIZENS.
func benchCitizens(b *testing.B) int {
	v := os.Getenv("FREMSKRIDT_CITIZENS")
	if v == "" {
		return 500
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkImport compares the import of an extract with the command line of SQLite,
// which imports the same rows into the same tables. Both begin with a register that
// has the citizens, that of SQLite without encryption, and are timed until the
// database is closed.
func BenchmarkImport(b *testing.B) {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		b.Skip("sqlite3 is not installed")
	}
	citizens := benchCitizens(b)
	dir := b.TempDir()
	base, plain, extract := filepath.Join(dir, "base.fremskridt"), filepath.Join(dir, "base.db"), filepath.Join(dir, "svar.csv")
	writeCitizens(b, base, citizens)
	unseal(b, base, plain)
	writeExtract(b, extract, citizens)
	var ours, theirs time.Duration
	for b.Loop() {
		dir := b.TempDir()
		register, imported, database := filepath.Join(dir, "r.fremskridt"), filepath.Join(dir, "imported.db"), filepath.Join(dir, "sqlite3.db")
		must(b, os.CopyFS(register, os.DirFS(base)))
		data, err := os.ReadFile(plain)
		must(b, err)
		must(b, os.WriteFile(database, data, 0o600))
		ours += timeImport(b, register, extract, 10*citizens)
		unseal(b, register, imported)
		theirs += timeSQLite(b, imported, database, 10*citizens)
		must(b, os.RemoveAll(dir))
	}
	b.ReportMetric(ours.Seconds()/float64(b.N), "import-s/op")
	b.ReportMetric(theirs.Seconds()/float64(b.N), "sqlite3-s/op")
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "ratio")
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func benchCase(i int) string { return fmt.Sprintf("2024-%06d", i) }

func writeCitizens(b *testing.B, dir string, n int) {
	b.Helper()
	s := setup(b)
	r, _, err := store.Create(b.Context(), dir, s, storeOptions)
	must(b, err)
	a, err := r.As(b.Context(), model.ForImport, model.RoleTeamLeader)
	must(b, err)
	must(b, a.Load(b.Context(), "citizens", func(l *store.Load) error {
		for i := range n {
			_, err := l.AddCitizen(model.Citizen{
				CaseNumber: benchCase(i), Name: fmt.Sprintf("Prøve Borgersen %d", i), TargetGroup: s.Vocabulary.TargetGroups[0].Code,
				Caseworker: "LKN", Team: "Nord",
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	must(b, r.Close())
}

// unseal writes a register as a plain SQLite database.
func unseal(b *testing.B, dir, database string) {
	b.Helper()
	r, err := store.Open(b.Context(), dir, store.Credentials{}, storeOptions)
	must(b, err)
	a, err := r.As(b.Context(), model.ForExport, model.RoleAdministrator)
	must(b, err)
	must(b, a.Unseal(b.Context(), database, nil))
	must(b, r.Close())
}

func writeExtract(b *testing.B, path string, citizens int) {
	b.Helper()
	f, err := os.Create(path)
	must(b, err)
	w := bufio.NewWriter(f)
	fmt.Fprint(w, answersHeader)
	for i := range citizens {
		fmt.Fprintf(w, "%s;%02d-%02d-2025;samtale", benchCase(i), 1+i%28, 1+i%12)
		for k := range 10 {
			fmt.Fprintf(w, ";%d", 1+(i+k*k)%5)
		}
		fmt.Fprint(w, "\n")
	}
	must(b, w.Flush())
	must(b, f.Close())
}

func timeImport(b *testing.B, dir, extract string, answers int) time.Duration {
	b.Helper()
	start := time.Now()
	r, err := store.Open(b.Context(), dir, store.Credentials{}, storeOptions)
	must(b, err)
	a, err := r.As(b.Context(), model.ForImport, model.RoleTeamLeader)
	must(b, err)
	report, err := exchange.Import(b.Context(), a, extract, importOptions(setup(b)))
	must(b, err)
	if report.Added.Answers != answers {
		b.Fatalf("imported %d answers, want %d", report.Added.Answers, answers)
	}
	must(b, r.Close())
	return time.Since(start)
}

// timeSQLite has sqlite3 import the rows of another database, with the settings of
// the register's connections. Its table of answers lacks the missing reason, which is
// NULL throughout: .import writes NULL only for rows that are too short, and spends
// most of its time on warnings about them.
func timeSQLite(b *testing.B, from, to string, answers int) time.Duration {
	b.Helper()
	dir := filepath.Dir(to)
	assessments, values := filepath.Join(dir, "assessment.csv"), filepath.Join(dir, "answer.csv")
	sqlite3(b.Context(), b, from, `.mode csv
.output `+assessments+`
select * from assessment order by id;
.output `+values+`
select assessment_id, item, value from answer order by assessment_id, item;
`)
	start := time.Now()
	sqlite3(b.Context(), b, to, `pragma journal_mode=wal;
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
.import `+assessments+` assessment
.import `+values+` answer
`)
	took := time.Since(start)
	if got := sqlite3(b.Context(), b, to, "select count(*) from answer;"); got != fmt.Sprintln(answers) {
		b.Fatalf("sqlite3 imported %s answers, want %d", got, answers)
	}
	return took
}

func sqlite3(ctx context.Context, b *testing.B, database, script string) string {
	b.Helper()
	command := exec.CommandContext(ctx, "sqlite3", "-batch", "-bail", database)
	command.Stdin = strings.NewReader(script)
	out, err := command.Output()
	if err != nil {
		b.Fatalf("sqlite3: %v: %s", err, out)
	}
	return string(out)
}
