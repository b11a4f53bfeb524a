#pragma once

#include "ui/schedules/properties_section.h"

#include <QDate>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QToolButton;

namespace slipway {

class PreviewList;

// The parameter line, and the value of each parameter for a data timestamp: the next run's, or one that is chosen.
class ParameterSection : public PropertiesSection
{
    Q_OBJECT

public:
    explicit ParameterSection(QWidget *parent = nullptr);

    Form *form() const override { return m_form; }
    void load(const NodeDraft &draft) override;
    void store(NodeProperties &properties) const override;
    void preview(const NodeDraft &draft, const PreviewContext &context) override;
    QString summary(const NodeDraft &draft) const override;

private:
    QWidget *makeMoment();
    void showMoment();
    void showValues();
    void followNextRun();

    Form *m_form;
    QLineEdit *m_line;
    QDateEdit *m_bizdate;
    QComboBox *m_run; // of the day, where there are several
    QToolButton *m_next;
    PreviewList *m_values;
    QDate m_chosen; // invalid: follows the next run
    NodeDraft m_draft;
    PreviewContext m_context;
    bool m_setting = false;
};

} // namespace slipway
