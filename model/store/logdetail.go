// SPDX-License-Identifier: MPL-2.0

package store

import (
	"regexp"
	"strings"
	"sync"

	"codeberg.org/fremskridt/fremskridt/model"
)

// textCode is the code of a detail that is plain text, in its argument "text".
const textCode = "text"

func roleRequired(roles []model.Role) model.Message {
	m := model.NewMessage("role_required")
	for _, role := range roles {
		m.Args = append(m.Args, "role", role)
	}
	return m
}

// parseDetail reads the detail of a line of the access log: an encoded message
// or, in a line of an earlier version of the program, English prose.
func parseDetail(action Action, detail string) model.Message {
	m, err := model.ParseMessage(detail)
	switch {
	case detail == "":
		return model.Message{}
	case err == nil && len(m.Args) > 0:
		return m
	}
	if legacy, ok := legacyDetail(action, detail); ok {
		return legacy
	}
	if err != nil {
		return model.NewMessage(textCode, "text", detail)
	}
	return m
}

// legacyDetail reads a detail as versions before December 2026 wrote it, in
// English prose.
func legacyDetail(action Action, detail string) (model.Message, bool) {
	if code, ok := legacyDetails[detail]; ok {
		return model.NewMessage(code), true
	}
	for _, p := range legacyPatterns() {
		values := p.text.FindStringSubmatch(detail)
		if values == nil || p.action != action {
			continue
		}
		m := model.NewMessage(p.code)
		for i, name := range p.text.SubexpNames() {
			if i > 0 && values[i] != "" {
				m.Args = append(m.Args, name, values[i])
			}
		}
		return m, true
	}
	return legacyList(action, detail)
}

// legacyList reads a detail with any number of arguments.
func legacyList(action Action, detail string) (model.Message, bool) {
	if roles, ok := strings.CutPrefix(detail, "wanted a role of ["); ok && action == ActionRefused {
		m := model.NewMessage("role_required")
		for _, role := range strings.Fields(strings.TrimSuffix(roles, "]")) {
			m.Args = append(m.Args, "role", role)
		}
		return m, true
	}
	if rules, ok := strings.CutPrefix(detail, "retention rules: "); ok {
		m := model.NewMessage("retention_rules")
		for rule := range strings.SplitSeq(rules, ", ") {
			rule = strings.TrimSuffix(rule, " days")
			i := strings.LastIndexByte(rule, ' ')
			m.Args = append(m.Args, rule[:max(i, 0)], rule[i+1:])
		}
		return m, true
	}
	m := model.NewMessage("access_log")
	query, ok := strings.CutPrefix(detail, "access log, ")
	if spot, isSpot := strings.CutPrefix(detail, "spot check of "); isSpot {
		var count string
		count, query, ok = strings.Cut(spot, ", access log")
		m = model.NewMessage("spot_check", "count", count)
		query = strings.TrimPrefix(query, ", ")
	}
	if !ok || action != ActionRead {
		return model.Message{}, false
	}
	for condition := range strings.SplitSeq(query, ", ") {
		if name, value, ok := strings.Cut(condition, " "); ok {
			m.Args = append(m.Args, strings.Replace(name, "of", "initials", 1), value)
		}
	}
	return m, true
}

// legacyDetails are the fixed details of earlier versions that are not the
// present code.
var legacyDetails = map[string]string{
	"CPR shown":                           "cpr",
	"access log":                          "access_log",
	"access log with staff":               "access_log_with_staff",
	"access log without staff":            "access_log_without_staff",
	"answer rectified":                    "answer_rectified",
	"backup folder":                       "backup_folder",
	"case file":                           "case_file",
	"case number":                         "case_number",
	"course":                              "case_history",
	"data key":                            "data_key",
	"decide deletion":                     "decide_deletion",
	"decide own proposal":                 "decide_own_proposal",
	"deletion protocol":                   "deletion_protocol",
	"difference resolved":                 "difference_resolved",
	"due day":                             "due_day",
	"earlier answers":                     "earlier_answers",
	"everything with staff":               "dossier_with_staff",
	"everything without staff":            "dossier_without_staff",
	"follow-up":                           "follow_up",
	"group figures":                       "group_figures",
	"hand-out":                            "hand_out",
	"history":                             "changes",
	"log rule":                            "log_retention",
	"master data rectified":               "master_data_rectified",
	"not due":                             "not_due",
	"own passphrase":                      "own_passphrase",
	"own passphrase, by the recovery key": "own_passphrase_recovered",
	"proposed deletions":                  "deletion_proposals",
	"recovery key":                        "recovery_key",
	"retention due":                       "citizens_due",
	"retention rules":                     "retention_rules",
	"retention rules: none":               "retention_rules",
	"search index":                        "search_index",
	"second entry":                        "second_entry",
	"second entry done":                   "second_entry_done",
	"spot check":                          "spot_check",
	"the whole register, not encrypted":   "unencrypted_register",
}

// legacyPatterns are the details of earlier versions with arguments, which the
// pattern's groups name. A line of a purge is still written in this form: a
// trigger of the database compares it.
var legacyPatterns = sync.OnceValue(func() []legacyPattern {
	pattern := func(action Action, code, text string) legacyPattern {
		return legacyPattern{action, code, regexp.MustCompile("(?s)^" + text + "$")}
	}
	return []legacyPattern{
		pattern(ActionSearch, "citizens", `(?P<scope>mine|team|all)(?: "(?P<text>.*)")?(?: (?P<target_group>[^"]+))?`),
		pattern(ActionPropose, "deletion", `(?P<ground>[a-z]+)`),
		pattern(ActionDelete, "deletion", `(?P<ground>[a-z]+), proposed by (?P<proposed_by>.+)`),
		pattern(ActionPurge, "purge", `through (?P<through>[0-9]+) (?P<hash>[0-9a-f]+)`),
		pattern(ActionFailedLogIn, "unreadable_log_ins", `(?P<count>[0-9]+) that cannot be read`),
		pattern(ActionFailedLogIn, "log_in", `(?P<user>.*)@(?P<host>.*)`),
		pattern(ActionRefused, "team", `team (?P<name>.+)`),
		pattern(ActionChange, "passphrase", `passphrase of (?P<initials>.+)`),
		pattern(ActionChange, "user", `user (?P<initials>.+)`),
		pattern(ActionChange, "log_retention", `log rule: (?P<months>[0-9]+) months`),
		pattern(ActionRead, "citizens_due", `retention due (?P<as_of>.+)`),
		pattern(ActionRead, "list", `list of (?P<count>[0-9]+)`),
		pattern(ActionImport, "file", `(?P<name>.+)`),
		pattern(ActionBackup, "folder", `(?P<path>.*[/\\].*)`),
		pattern(ActionRestore, "folder", `(?P<path>.+)`),
	}
})

type legacyPattern struct {
	action Action
	code   string
	text   *regexp.Regexp
}
