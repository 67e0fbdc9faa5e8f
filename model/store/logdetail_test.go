// SPDX-License-Identifier: MPL-2.0

package store

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Lines that earlier versions wrote in English prose are read as messages.
func TestLegacyDetail(t *testing.T) {
	t.Parallel()
	tests := []struct {
		action Action
		detail string
		want   string
	}{
		{ActionRead, "course", "case_history"},
		{ActionRead, "CPR shown", "cpr"},
		{ActionRead, "list of 20", "list?count=20"},
		{
			ActionRead, "access log, from 2026-11-18T12:00:00.000Z, of LKN, action read, before 12",
			"access_log?from=2026-11-18T12%3A00%3A00.000Z&initials=LKN&action=read&before=12",
		},
		{ActionRead, "spot check of 20, access log", "spot_check?count=20"},
		{ActionRead, "spot check of 20, access log, action search", "spot_check?count=20&action=search"},
		{ActionRead, "retention due 2026-11-23", "citizens_due?as_of=2026-11-23"},
		{ActionSearch, "all", "citizens?scope=all"},
		{ActionSearch, `team "bo" V`, "citizens?scope=team&text=bo&target_group=V"},
		{ActionSearch, `mine "said "hi""`, "citizens?scope=mine&text=said+%22hi%22"},
		{ActionChange, "user SRA", "user?initials=SRA"},
		{ActionChange, "passphrase of SRA", "passphrase?initials=SRA"},
		{ActionChange, "log rule: 24 months", "log_retention?months=24"},
		{ActionChange, "retention rules: none", "retention_rules"},
		{ActionChange, "retention rules: default 1825 days, moved away 90 days", "retention_rules?default=1825&moved+away=90"},
		{ActionRefused, "team Nord", "team?name=Nord"},
		{ActionRefused, "wanted a role of [team_leader administrator]", "role_required?role=team_leader&role=administrator"},
		{ActionPropose, "retention", "deletion?ground=retention"},
		{ActionDelete, "consent, proposed by LKN", "deletion?ground=consent&proposed_by=LKN"},
		{ActionPurge, "through 12 ab01", "purge?through=12&hash=ab01"},
		{ActionFailedLogIn, "ufp@desk-12", "log_in?user=ufp&host=desk-12"},
		{ActionFailedLogIn, "3 that cannot be read", "unreadable_log_ins?count=3"},
		{ActionImport, "clients.csv", "file?name=clients.csv"},
		{ActionBackup, "/srv/backups", "folder?path=%2Fsrv%2Fbackups"},
		{ActionBackup, "not due", "not_due"},
		{ActionRestore, "2026-11-23T150405Z", "folder?path=2026-11-23T150405Z"},
		{ActionChange, "Something else", "text?text=Something+else"},
		{ActionRead, "", ""},
		// Messages in the current form are not parsed as prose.
		{ActionSearch, "citizens?scope=all&text=all", "citizens?scope=all&text=all"},
		{ActionBackup, "not_due", "not_due"},
		{ActionRead, "access_log", "access_log"},
	}
	for _, test := range tests {
		t.Run(string(test.action)+" "+test.detail, func(t *testing.T) {
			t.Parallel()
			if got := parseDetail(test.action, test.detail).String(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A message with arguments is read as it was written, for every action.
func FuzzParseDetail(f *testing.F) {
	f.Add("list", "count", "20")
	f.Add("citizens", "text", `all "øj", mine`)
	f.Add("folder", "path", `C:\backups`)
	f.Fuzz(func(t *testing.T, code, name, value string) {
		m := model.NewMessage(code, name, value)
		if read, err := model.ParseMessage(m.String()); err != nil || read.Code != code {
			t.Skip("not a code")
		}
		for _, action := range Actions() {
			if got := parseDetail(action, m.String()); got.Code != code || got.Arg(name) != value {
				t.Errorf("%s %q is read as %q", action, m, got)
			}
		}
	})
}
