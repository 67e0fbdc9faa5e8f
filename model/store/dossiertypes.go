// SPDX-License-Identifier: MPL-2.0

package store

import (
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// DossierFormat is the version of the JSON of a [Dossier]. Removing a field or
// changing its meaning makes a new version; adding one does not.
const DossierFormat = "fremskridt-dossier/1"

// Dossier is all data about one citizen, for the right of access (article 15 of
// the GDPR). Its JSON can be read without the register, as it includes the
// instruments. Technical data such as sort keys and digests is left out.
type Dossier struct {
	Format        string                       `json:"format"`
	Municipality  string                       `json:"municipality"`
	MadeAt        time.Time                    `json:"made_at"`
	Citizen       DossierCitizen               `json:"citizen"`
	MasterChanges []DossierChange              `json:"master_data_changes"`
	CPRChanges    []DossierChange              `json:"cpr_changes"`
	Assessments   []DossierAssessment          `json:"assessments"`
	Activities    []DossierActivity            `json:"activities"`
	Outcomes      []DossierOutcome             `json:"outcomes"`
	Events        []DossierEvent               `json:"events"`
	Conflicts     []DossierConflict            `json:"conflicts"`
	RowChanges    []DossierRowChange           `json:"course_changes"`
	DueMoves      []DossierDueMove             `json:"due_moves"`
	Proposals     []DossierProposal            `json:"deletion_proposals"`
	Log           []DossierLogEntry            `json:"access_log"`
	Instruments   map[string]*model.Instrument `json:"instruments"` // by key, with questions and labels
}

// DossierCitizen is the master data.
type DossierCitizen struct {
	ID          model.ID     `json:"id"`
	CaseNumber  string       `json:"case_number"`
	CPR         string       `json:"cpr"`
	Name        string       `json:"name"`
	TargetGroup string       `json:"target_group"`
	Caseworker  string       `json:"caseworker"`
	Team        string       `json:"team"`
	Opened      model.Date   `json:"opened"`
	Closed      model.Date   `json:"closed"`
	CloseReason string       `json:"close_reason"`
	Source      model.Source `json:"source"`
	Revision    int          `json:"revision"`
}

// DossierChange is a change of a field of the master data.
type DossierChange struct {
	ID     model.ID `json:"id"`
	Field  string   `json:"field"`
	Old    string   `json:"old"`
	New    string   `json:"new"`
	By     string   `json:"changed_by"`
	At     string   `json:"changed_at"`
	Reason string   `json:"reason"`
}

// DossierAssessment is an assessment; drafts are included.
type DossierAssessment struct {
	ID         model.ID               `json:"id"`
	Instrument string                 `json:"instrument"`
	Date       model.Date             `json:"date"`
	Respondent model.Respondent       `json:"respondent"`
	Rater      string                 `json:"rater"`
	Mode       string                 `json:"mode"`
	Kind       model.AssessmentKind   `json:"kind"`
	Status     model.AssessmentStatus `json:"status"`
	Note       string                 `json:"note"`
	EnteredBy  string                 `json:"entered_by"`
	EnteredAt  string                 `json:"entered_at"`
	SecondBy   string                 `json:"second_by"`
	SecondAt   string                 `json:"second_at"`
	Revision   int                    `json:"revision"`
	Presence   model.Presence         `json:"presence"`
	Earlier    bool                   `json:"earlier_answers_shown"`
	Answers    []DossierAnswer        `json:"answers"`
	Changes    []DossierAnswerChange  `json:"answer_changes"`
	Second     *DossierSecondEntry    `json:"second_entry"`
}

// DossierSecondEntry is the second entry of an assessment, by another user.
type DossierSecondEntry struct {
	By      string          `json:"entered_by"`
	BegunAt string          `json:"begun_at"`
	DoneAt  string          `json:"done_at"`
	Answers []DossierAnswer `json:"answers"`
}

// DossierAnswer is a value or a missing reason; the instrument has the texts.
type DossierAnswer struct {
	Item    string `json:"item"`
	Value   *int64 `json:"value"`
	Missing *int64 `json:"missing"`
}

// DossierAnswerChange is a change of an answer.
type DossierAnswerChange struct {
	ID         model.ID `json:"id"`
	Item       string   `json:"item"`
	OldValue   *int64   `json:"old_value"`
	OldMissing *int64   `json:"old_missing"`
	NewValue   *int64   `json:"new_value"`
	NewMissing *int64   `json:"new_missing"`
	By         string   `json:"changed_by"`
	At         string   `json:"changed_at"`
	Reason     string   `json:"reason"`
}

// DossierActivity is an activity.
type DossierActivity struct {
	ID        model.ID     `json:"id"`
	Type      string       `json:"type"`
	Start     model.Date   `json:"start"`
	End       model.Date   `json:"end"`
	Minutes   int          `json:"minutes_a_week"`
	Provider  string       `json:"provider"`
	Planned   bool         `json:"planned"`
	EndReason string       `json:"end_reason"`
	Source    model.Source `json:"source"`
	Revision  int          `json:"revision"`
}

// DossierOutcome is an outcome of the case.
type DossierOutcome struct {
	ID   model.ID   `json:"id"`
	Date model.Date `json:"date"`
	Kind string     `json:"kind"`
}

// DossierEvent is an event of the time line.
type DossierEvent struct {
	ID   model.ID        `json:"id"`
	Date model.Date      `json:"date"`
	Kind model.EventKind `json:"kind"`
	From string          `json:"from"`
	To   string          `json:"to"`
}

// DossierConflict is a conflict of an import, resolved or not.
type DossierConflict struct {
	ID         model.ID `json:"id"`
	File       string   `json:"file"`
	Line       int      `json:"line"`
	Column     string   `json:"column"`
	Value      string   `json:"value"`
	Reason     string   `json:"reason"`
	FoundAt    string   `json:"found_at"`
	ResolvedBy string   `json:"resolved_by"`
	ResolvedAt string   `json:"resolved_at"`
}

// DossierRowChange is an activity, outcome or event that was entered, changed or
// removed by hand: the row before and after, as JSON.
type DossierRowChange struct {
	ID     model.ID `json:"id"`
	What   string   `json:"what"`
	Row    model.ID `json:"row"`
	Before string   `json:"before"`
	After  string   `json:"after"`
	By     string   `json:"changed_by"`
	At     string   `json:"changed_at"`
}

// DossierDueMove is a change of the due day of the next measurement.
type DossierDueMove struct {
	ID     model.ID   `json:"id"`
	After  string     `json:"after"`
	Due    model.Date `json:"due"`
	Reason string     `json:"reason"`
	By     string     `json:"moved_by"`
	At     string     `json:"moved_at"`
}

// DossierProposal is a proposal to delete the citizen.
type DossierProposal struct {
	ID         model.ID             `json:"id"`
	Ground     model.DeletionGround `json:"ground"`
	ProposedBy string               `json:"proposed_by"`
	ProposedAt string               `json:"proposed_at"`
	RejectedBy string               `json:"rejected_by"`
	RejectedAt string               `json:"rejected_at"`
	Why        string               `json:"why"`
}

// DossierLogEntry is a use of the citizen's data. Initials, role and detail are
// included where employees are named; the detail also where it says how often the
// citizen was in a list.
type DossierLogEntry struct {
	At       time.Time     `json:"at"`
	Action   Action        `json:"action"`
	Purpose  model.Purpose `json:"purpose"`
	Initials string        `json:"initials,omitempty"`
	Role     string        `json:"role,omitempty"`
	Detail   string        `json:"detail,omitempty"`
}
