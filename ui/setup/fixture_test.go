// SPDX-License-Identifier: MPL-2.0

package setup_test

import (
	"context"
	"strings"
	"testing"
	"time"

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
	waiting   []store.Right
	backups   []store.Backup
	due       []store.DueCitizen
	proposals []store.DeletionProposal
	records   []store.DeletionRecord
	rules     model.Retention
	log       []store.LogEntry
	months    int
	rotation  bool
	renews    bool  // whether the user may renew the data key
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

func (r *register) WaitingRights(context.Context) ([]store.Right, error) { return r.waiting, nil }

func (r *register) ConfirmRights(_ context.Context, initials ...string) error {
	r.waiting = nil
	return r.did("confirm", strings.Join(initials, " "))
}

func (r *register) HasPassphrase(initials string) bool { return initials != "NEW" }

func (r *register) KeyRotationDue(context.Context) (bool, error) { return r.rotation, nil }

func (r *register) LogRetention(context.Context) (int, error) { return r.months, nil }

func (r *register) Backups(context.Context) ([]store.Backup, error) { return r.backups, nil }

func (r *register) BackupFolder(context.Context) (string, error) { return "/backups", nil }

func (r *register) Origin(context.Context) (store.Origin, error) { return store.Origin{}, nil }

func (r *register) Retention(context.Context) (model.Retention, error) { return r.rules, nil }

func (r *register) NewRecoveryKey(context.Context) (string, error) { return "AAAA-BBBB", r.did("key") }

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

func (r *register) RenewLeakedKey(context.Context, func(done, total int64)) (bool, error) {
	return r.renews, r.did("renew")
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
