package model

import (
	"errors"
	"fmt"
)

// RetentionRule says how many days after its close a case is due for deletion.
type RetentionRule struct {
	CloseReason string // code; empty for every reason that has no rule of its own
	Days        int
}

// Retention are the rules of a municipality. There are none to begin with, and
// without a rule nothing is ever due.
type Retention []RetentionRule

// For is the rule for a reason to close a case, or the default.
func (r Retention) For(closeReason string) (RetentionRule, bool) {
	var rule RetentionRule
	found := false
	for _, each := range r {
		switch each.CloseReason {
		case closeReason:
			return each, true
		case "":
			rule, found = each, true
		}
	}
	return rule, found
}

// Due is the day from which a citizen may be deleted, and by which rule. It is
// no date while the case is open, or where no rule fits.
func (r Retention) Due(c Citizen) (Date, RetentionRule) {
	rule, ok := r.For(c.CloseReason)
	if !ok || c.Closed.IsZero() {
		return Date{}, RetentionRule{}
	}
	return c.Closed.Add(rule.Days), rule
}

// Check reports a rule that is there twice, has no days, or is for a reason
// that the vocabulary does not know.
func (r Retention) Check(v *Vocabulary) error {
	seen := map[string]bool{}
	for _, rule := range r {
		_, outcome := v.OutcomeKind(rule.CloseReason)
		_, end := find(v.EndReasons, func(t Term) bool { return t.Code == rule.CloseReason })
		switch {
		case rule.Days < 1:
			return errors.New("retention: a rule of less than a day")
		case rule.CloseReason != "" && !outcome && !end:
			return fmt.Errorf("retention: unknown reason %q", rule.CloseReason)
		case seen[rule.CloseReason]:
			return fmt.Errorf("retention: two rules for %q", rule.CloseReason)
		}
		seen[rule.CloseReason] = true
	}
	return nil
}

// DeletionGround is why a citizen is deleted.
type DeletionGround string

// The grounds. Only the first asks for a rule, and for a case that is due.
const (
	GroundRetention DeletionGround = "retention" // the time of the rule is over
	GroundArchived  DeletionGround = "archived"  // handed over to an archive
	GroundConsent   DeletionGround = "consent"   // consent was withdrawn
	GroundRequest   DeletionGround = "request"   // the citizen asked for it and was right
	GroundMistake   DeletionGround = "mistake"   // should never have been entered
)

// DeletionGrounds are all of them.
func DeletionGrounds() []DeletionGround {
	return []DeletionGround{GroundRetention, GroundArchived, GroundConsent, GroundRequest, GroundMistake}
}
