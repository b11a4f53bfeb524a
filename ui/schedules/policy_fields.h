#pragma once

#include "models/domain/instant.h"
#include "models/domain/schedule.h"

#include <QObject>
#include <QTimeZone>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QSpinBox;
class QWidget;

namespace slipway {

class Form;
class SegmentedChoice;

// The fields of a form that say what becomes of a schedule's times: normal, dry run or frozen, between which dates,
// from when after a commit, and what is made up after downtime.
class PolicyFields : public QObject
{
    Q_OBJECT

public:
    explicit PolicyFields(Form &form);

    void addMode();
    void addOthers();

    void load(const Schedule &schedule);
    void store(Schedule &schedule) const;
    // What the choices come to, said under them.
    void preview(const Schedule &schedule, const QTimeZone &zone, Instant now);

signals:
    // A person changed something.
    void edited();

private:
    void updateVisibility();
    void limitDates(bool limited);
    void change();
    CatchUp catchUp() const;

    Form &m_form;
    QWidget *m_parent; // of the controls
    SegmentedChoice *m_mode;
    QCheckBox *m_limited;
    QDateEdit *m_from;
    QDateEdit *m_until;
    QComboBox *m_generation;
    QComboBox *m_catchUp;
    QSpinBox *m_lateness;
    QDate m_today;
    bool m_setting = false;
};

} // namespace slipway
