package setup_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

const good = "fire ord om vejret"

// Just after midnight of the day after summer time has begun.
func now() time.Time { return time.Date(2026, time.March, 29, 22, 10, 0, 0, time.UTC) }

// register is an in-memory register that records what is done to it.
type register struct {
	users     []model.User
	backups   []store.Backup
	due       []store.DueCitizen
	proposals []store.DeletionProposal
	records   []store.DeletionRecord
	rules     model.Retention
	log       []store.LogEntry
	months    int
	rotation  bool
	err       error // of every change
	done      []string
	queries   []store.LogQuery
}

func (r *register) did(what ...string) error {
	if r.err == nil {
		r.done = append(r.done, strings.Join(what, " "))
	}
	return r.err
}

func (r *register) Users(context.Context) ([]model.User, error) { return r.users, nil }
func (r *register) HasPassphrase(initials string) bool          { return initials != "NEW" }

func (r *register) KeyRotationDue(context.Context) (bool, error)       { return r.rotation, nil }
func (r *register) LogRetention(context.Context) (int, error)          { return r.months, nil }
func (r *register) Backups(context.Context) ([]store.Backup, error)    { return r.backups, nil }
func (r *register) BackupFolder(context.Context) (string, error)       { return "/backups", nil }
func (r *register) Retention(context.Context) (model.Retention, error) { return r.rules, nil }
func (r *register) NewRecoveryKey(context.Context) (string, error)     { return "AAAA-BBBB", r.did("key") }

func (r *register) SetBackupFolder(_ context.Context, dir string) error { return r.did("folder", dir) }

func (r *register) PurgeLog(context.Context) (int64, error) { return 3, r.did("purge") }

func (r *register) Verify(context.Context) (store.Verification, error) {
	return store.Verification{}, r.err
}

func (r *register) SetLogRetention(_ context.Context, months int) error {
	r.months = months
	return r.did("months")
}

func (r *register) RejectDeletion(_ context.Context, _ model.ID, why string) error {
	return r.did("reject", why)
}

func (r *register) ChangePassphrase(_ context.Context, old, pass []byte) error {
	return r.did("passphrase", string(old), string(pass))
}

func (r *register) PutUser(_ context.Context, u model.User) error {
	for i := range r.users {
		if r.users[i].Initials == u.Initials {
			r.users[i] = u
			return r.did("change", u.Initials)
		}
	}
	r.users = append(r.users, u)
	return r.did("add", u.Initials)
}

func (r *register) SetPassphrase(_ context.Context, initials string, _ []byte) error {
	return r.did("one-time", initials)
}

func (r *register) RotateKey(_ context.Context, progress func(done, total int64)) error {
	progress(1, 2)
	return r.did("rotate")
}

func (r *register) Log(_ context.Context, q store.LogQuery) ([]store.LogEntry, int, error) {
	r.queries = append(r.queries, q)
	return r.log, len(r.log), nil
}

func (r *register) SpotCheck(_ context.Context, _ store.LogQuery, n int) ([]store.LogEntry, error) {
	return r.log[:min(n, 1)], nil
}

func (r *register) Backup(context.Context, string) (store.Backup, error) {
	b := store.Backup{Dir: "new", Made: now(), Authentic: true}
	r.backups = append([]store.Backup{b}, r.backups...)
	return b, r.did("backup")
}

func (r *register) SetRetention(_ context.Context, rules model.Retention) error {
	r.rules = rules
	return r.did("rules")
}

func (r *register) CitizensDue(context.Context, model.Date) ([]store.DueCitizen, error) {
	return r.due, nil
}

func (r *register) ProposeDeletion(_ context.Context, ids []model.ID, _ model.DeletionGround) ([]model.ID, error) {
	for i := range r.due {
		r.due[i].Proposed = true
	}
	return ids, r.did("propose")
}

func (r *register) DeletionProposals(context.Context) ([]store.DeletionProposal, error) {
	return r.proposals, nil
}

func (r *register) ApproveDeletion(context.Context, ...model.ID) error { return r.did("approve") }

func (r *register) DeletionProtocol(context.Context) ([]store.DeletionRecord, error) {
	return r.records, nil
}

// desk is the screen under test.
type desk struct {
	*screentest.Shell
	*register
	screen    *setup.Screen
	recovered string
	reloads   int
	minutes   int
}

func admin() model.User {
	return model.User{Initials: "LKN", Name: "Lis", Roles: []model.Role{model.RoleAdministrator}, Active: true}
}

func show(t *testing.T, r *register, tab string, change func(*setup.Options)) *desk {
	t.Helper()
	d := &desk{Shell: screentest.New(t, now), register: r}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.users) == 0 {
		r.users = []model.User{admin()}
	}
	o := setup.Options{
		Env: d.Env(), Register: r, Own: r, Admin: r, Deletion: r, Vocabulary: v, User: admin(),
		Window: setup.WindowSettings{
			IdleMinutes: 10, SetIdleMinutes: func(n int) { d.minutes = n }, Languages: []string{"Dansk"}, Appearances: []string{"Lys"},
		},
		Judge:            func(text string) (string, bool) { return "is judged", len(text) >= 12 },
		OnRecoveryKey:    func(key string) { d.recovered = key },
		OnOwnUserChanged: func() { d.reloads++ },
	}
	if change != nil {
		change(&o)
	}
	d.screen = setup.New(o, setup.State{Tab: tab})
	d.Show(d.screen)
	return d
}

func (d *desk) box(text string) *widgets.Checkbox {
	for _, b := range widgettest.Find[*widgets.Checkbox](d.Visible()) {
		if b.Text == text {
			return b
		}
	}
	return &widgets.Checkbox{}
}

// open reports whether a dialog is open.
func (d *desk) open() bool { return d.Window.Canvas().Overlays().Top() != nil }

func TestPagesByRole(t *testing.T) {
	for _, c := range []struct {
		role   string
		change func(*setup.Options)
		want   string
	}{
		{"administrator", func(*setup.Options) {}, "mine users log backups deletion words"},
		{"team leader", func(o *setup.Options) { o.Admin = nil }, "mine deletion words"},
		{"caseworker", func(o *setup.Options) { o.Admin, o.Deletion = nil, nil }, "mine words"},
	} {
		d := show(t, &register{}, setup.TabUsers, c.change)
		if got := strings.Join(d.screen.Tabs(), " "); got != c.want {
			t.Errorf("a %s sees %s", c.role, got)
		}
		if c.role == "caseworker" && d.screen.State().Tab != setup.TabOwn {
			t.Errorf("a page without access becomes %s", d.screen.State().Tab)
		}
	}
}

func TestChangePassphrase(t *testing.T) {
	d := show(t, &register{}, "", nil)
	e := d.Entries() // the old one, the new one twice
	for _, step := range []struct {
		entry      int
		text, want string
	}{
		{0, "", "Skriv først den adgangsfrase, du har nu."},
		{0, "old", "is judged"},
		{1, good, "ikke ens"},
	} {
		e[step.entry].SetText(step.text)
		d.Tap("Skift adgangsfrase")
		if !strings.Contains(d.Texts(), step.want) || len(d.done) > 0 {
			t.Errorf("with %q in field %d the page says\n%s", step.text, step.entry, d.Texts())
		}
	}
	e[2].SetText(good)
	d.err = errors.New("the passphrase is wrong")
	d.Tap("Skift adgangsfrase")
	if !strings.Contains(d.Texts(), "the passphrase is wrong.") {
		t.Errorf("the page says\n%s", d.Texts())
	}
	d.err = nil
	d.Tap("Skift adgangsfrase")
	if len(d.done) != 1 || d.done[0] != "passphrase old "+good || e[0].Text()+e[1].Text() != "" {
		t.Errorf("did %q", d.done)
	}
}

func TestIdleMinutes(t *testing.T) {
	d := show(t, &register{}, "", nil)
	idle := widgettest.Find[*widgets.Dropdown](d.Visible())[0]
	if idle.Value() != "10 minutter" {
		t.Errorf("it shows %q", idle.Value())
	}
	idle.SetSelected(0)
	if d.minutes != 1 {
		t.Errorf("set to %d", d.minutes)
	}
}

func TestNewUser(t *testing.T) {
	r := &register{users: []model.User{admin(), {Initials: "SRA", Roles: []model.Role{model.RoleCaseworker}, Teams: []string{"Nord"}, Active: true}}}
	d := show(t, r, setup.TabUsers, nil)
	d.Tap("Ny bruger")
	e := d.Entries() // initials, name, new team
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() {}, "Skriv brugerens initialer."},
		{func() { e[0].SetText("sra") }, "SRA findes i forvejen."},
		{func() { e[0].SetText("new"); d.box("Sagsbehandler").SetChecked(false) }, "Vælg mindst én rolle."},
	} {
		step.do()
		d.Tap("Gem")
		if !strings.Contains(d.Texts(), step.want) || len(r.done) > 0 {
			t.Errorf("the dialog says\n%s\nwant %q", d.Texts(), step.want)
		}
	}
	d.box("Teamleder").SetChecked(true)
	d.box("Nord").SetChecked(true)
	e[2].SetText(" Syd ")
	d.Tap("Gem")
	u := r.users[len(r.users)-1]
	if u.Initials != "NEW" || len(u.Roles) != 1 || u.Roles[0] != model.RoleTeamLeader || strings.Join(u.Teams, " ") != "Nord Syd" || !u.Active {
		t.Errorf("added %+v", u)
	}
	d.Tap("Lav den") // a new user needs a passphrase
	d.Tap("Kopiér")
	if len(d.Copied) != len("xxxx-xxxx-xxxx-xxxx") || strings.ContainsAny(d.Copied, "01lo") {
		t.Errorf("the one-time passphrase is %q", d.Copied)
	}
	if got := strings.Join(r.done, ", "); got != "add NEW, one-time NEW" {
		t.Errorf("did %s", got)
	}
}

func TestDeactivatedUserSuggestsRotation(t *testing.T) {
	r := &register{users: []model.User{admin(), {Initials: "SRA", Roles: []model.Role{model.RoleCaseworker}, Active: true}}}
	d := show(t, r, setup.TabUsers, nil)
	d.Keys(fyne.KeyEnd, fyne.KeyReturn)
	d.box("Aktiv: kan åbne registeret").SetChecked(false)
	d.Tap("Gem")
	d.Tap("Forny nu")
	if got := strings.Join(r.done, ", "); got != "change SRA, rotate" || d.LastToast() != "Datanøglen er fornyet." {
		t.Errorf("did %s, and says %q", got, d.LastToast())
	}
	d.Tap("Engangsadgangsfrase …")
	if !strings.Contains(d.Texts(), "SRA er ikke aktiv.") {
		t.Errorf("the dialog says\n%s", d.Texts())
	}
}

func TestOwnUserIsReloaded(t *testing.T) {
	d := show(t, &register{}, setup.TabUsers, nil)
	d.Keys(fyne.KeyReturn)
	d.Entries()[1].SetText("Lis Nyt")
	d.Tap("Gem")
	if d.reloads != 1 || d.users[0].Name != "Lis Nyt" {
		t.Errorf("%d reloads of %+v", d.reloads, d.users)
	}
}

func TestErrorOfAChangeStaysInTheDialog(t *testing.T) {
	d := show(t, &register{}, setup.TabUsers, nil)
	d.err = errors.New("the last administrator")
	d.Keys(fyne.KeyReturn)
	d.Tap("Gem")
	if !strings.Contains(d.Texts(), "the last administrator.") || !d.open() {
		t.Errorf("it says\n%s", d.Texts())
	}
}

func TestNewRecoveryKey(t *testing.T) {
	d := show(t, &register{}, setup.TabUsers, nil)
	d.Tap("Ny gendannelsesnøgle …")
	d.Tap("Lav en ny")
	if d.recovered != "AAAA-BBBB" {
		t.Errorf("shown is %q", d.recovered)
	}
}

func TestInventedRegisterHasNoPassphrases(t *testing.T) {
	d := show(t, &register{}, setup.TabUsers, func(o *setup.Options) { o.Invented = true })
	for _, b := range widgettest.Find[*widgets.Button](d.Visible()) {
		if strings.Contains(b.Text, "nøgle") || strings.Contains(b.Text, "frase") {
			t.Errorf("it offers %q", b.Text)
		}
	}
	d.screen.SelectTab(setup.TabOwn)
	if len(d.Entries()) > 0 {
		t.Error("it asks for a passphrase")
	}
}

func TestAccessLogFilters(t *testing.T) {
	r := &register{log: []store.LogEntry{
		{Seq: 2, At: now(), Initials: "LKN", Citizen: "a", CaseNumber: "2026-1"}, {Seq: 1, At: now(), Initials: "SRA"},
	}}
	d := show(t, r, setup.TabLog, nil)
	last := func() store.LogQuery { return r.queries[len(r.queries)-1] }
	drops := widgettest.Find[*widgets.Dropdown](d.Visible()) // period, user, action
	midnight := model.DateOf(now().Local())
	for i, days := range []int{1, 7, 30, 365} {
		drops[0].SetSelected(i)
		if got := model.DateOf(last().From.Local()); got != midnight.Add(1-days) {
			t.Errorf("for %d days the log is read from %s", days, got)
		}
	}
	drops[0].SetSelected(4)
	drops[1].SetSelected(1)
	drops[2].SetSelected(1)
	if q := last(); !q.From.IsZero() || q.Initials != "LKN" || q.Action != store.Actions()[0] {
		t.Errorf("asked for %+v", q)
	}
	d.Keys(fyne.KeyHome, fyne.KeySpace)
	if last().Citizen != "a" {
		t.Errorf("asked for %+v", last())
	}
	d.Tap("Alle borgere igen")
	if last().Citizen != "" {
		t.Errorf("asked for %+v", last())
	}
	d.Keys(fyne.KeyEnd)
	if !d.Button("Kun linjens borger").Disabled() {
		t.Error("a line about no citizen can narrow the log")
	}
}

func TestLogIsPurgedByRuleOnly(t *testing.T) {
	for _, c := range []struct {
		months int
		want   string
	}{{0, ""}, {12, "purge"}} {
		d := show(t, &register{months: c.months}, setup.TabLog, nil)
		d.Tap("Opbevaring")
		d.Keys(fyne.KeyHome, fyne.KeyDown, fyne.KeyReturn)
		if c.months > 0 {
			d.Tap("Ryd")
		}
		if got := strings.Join(d.done, ", "); got != c.want {
			t.Errorf("with a rule of %d months it did %q", c.months, got)
		}
	}
}

func TestBackupAges(t *testing.T) {
	for _, c := range []struct {
		ago  time.Duration
		want string
		old  bool
	}{
		{30 * time.Second, "lige nu", false},
		{61 * time.Minute, "1 time", false},
		{23 * time.Hour, "23 timer", false},
		{49 * time.Hour, "2 dage", true},
	} {
		r := &register{backups: []store.Backup{{Dir: "one", Made: now().Add(-c.ago)}}}
		d := show(t, r, setup.TabBackups, nil)
		if got := d.Row(0)[1]; !strings.HasPrefix(got, c.want) {
			t.Errorf("after %v the age is %q, want %q", c.ago, got, c.want)
		}
		foot := widgettest.Find[*widgets.FootStrip](d.Visible())[0]
		if old := foot.Icon == widgets.IconWarning; old != c.old {
			t.Errorf("after %v it warns: %v", c.ago, old)
		}
	}
}

func TestBackupIsMade(t *testing.T) {
	d := show(t, &register{}, setup.TabBackups, nil)
	d.Tap("Tag en kopi nu")
	if len(d.done) != 1 || d.LastToast() == "" || d.Table().Length() != 1 {
		t.Errorf("did %q and says %q", d.done, d.LastToast())
	}
	d.err = errors.New("the disk is full")
	d.Tap("Tag en kopi nu")
	if !strings.Contains(d.Texts(), "the disk is full.") {
		t.Errorf("it says\n%s", d.Texts())
	}
}

func TestRunningBackupIsCancelled(t *testing.T) {
	var finish func(error)
	hold, cancelled := false, false
	d := show(t, &register{}, setup.TabBackups, func(o *setup.Options) {
		o.Run = func(work func(context.Context) error, done func(error)) func() {
			if !hold {
				return widgets.Inline(work, done)
			}
			finish = done
			return func() { cancelled = true }
		}
	})
	hold = true
	d.Tap("Tag en kopi nu")
	if !d.Button("Kontrollér registeret").Disabled() {
		t.Error("another work can begin")
	}
	d.Tap("Afbryd")
	if !cancelled {
		t.Error("it is not cancelled")
	}
	hold = false
	finish(context.Canceled)
	if d.open() || d.Button("Tag en kopi nu").Disabled() {
		t.Errorf("after a cancellation it says\n%s", d.Texts())
	}
}

func TestDeletion(t *testing.T) {
	r := &register{
		due: []store.DueCitizen{{Citizen: "a", CaseNumber: "2020-1", Closed: model.NewDate(2025, 1, 1)}, {Citizen: "b", CaseNumber: "2020-2", Proposed: true}},
		proposals: []store.DeletionProposal{
			{ID: "p", CaseNumber: "2020-3", Ground: model.GroundRetention, ProposedBy: "SRA"},
			{ID: "q", CaseNumber: "2020-4", Ground: model.GroundRetention, ProposedBy: "lkn"},
		},
		records: []store.DeletionRecord{{Ground: model.GroundRetention, Rule: model.RetentionRule{Days: 30}, Rows: map[string]int{"answer": 1200, "citizen": 1}}},
	}
	d := show(t, r, setup.TabDeletion, nil)
	part := widgettest.Find[*widgets.Segmented](d.Visible())[0]
	if got := d.Row(0); got[0] != "2020-1" || got[1] != "–" {
		t.Errorf("due is %q", got)
	}
	d.Tap("Foreslå alle")
	d.Tap("Foreslå")
	part.SetSelected(1)
	d.Table().Select(1)
	d.Tap("Godkend …")
	if !strings.Contains(d.Texts(), store.ErrFourEyes.Error()) {
		t.Errorf("of one's own proposal it says\n%s", d.Texts())
	}
	d.Tap("Luk")
	d.Table().Select(0)
	d.Tap("Afvis …")
	d.Tap("Afvis")
	if !strings.Contains(d.Texts(), store.ErrNoReason.Error()) {
		t.Errorf("without a reason it says\n%s", d.Texts())
	}
	d.Entries()[0].SetText("stadig i forløb")
	d.Tap("Afvis")
	d.Tap("Godkend …")
	d.Tap("Slet for altid")
	if got := strings.Join(r.done, ", "); got != "propose, reject stadig i forløb, approve" || d.Changes != 1 {
		t.Errorf("did %s, and reported %d changes", got, d.Changes)
	}
	part.SetSelected(2)
	if got := d.Row(0); got[2] != "Efter 30 dage" || got[6] != "1.201" {
		t.Errorf("the record is %q", got)
	}
}

func TestRetentionRules(t *testing.T) {
	d := show(t, &register{}, setup.TabDeletion, nil)
	widgettest.Find[*widgets.Segmented](d.Visible())[0].SetSelected(3)
	if got := d.Row(0); got[1] != "Ingen regel" {
		t.Errorf("the default is %q", got)
	}
	d.Tap("Ret reglen …")
	for _, text := range []string{"0", "-3", "tre", "40000"} {
		d.Entries()[0].SetText(text)
		if d.Tap("Gem"); !d.open() {
			t.Errorf("%q is accepted", text)
		}
	}
	d.Entries()[0].SetText("1")
	d.Tap("Gem")
	if got := d.Row(0); got[1] != "Efter 1 dag" {
		t.Errorf("the default is %q", got)
	}
	d.Tap("Ret reglen …")
	d.Entries()[0].SetText("")
	d.Tap("Gem")
	if len(d.rules) > 0 {
		t.Errorf("the rules are %+v", d.rules)
	}
}
