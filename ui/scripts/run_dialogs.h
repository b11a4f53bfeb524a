#pragma once

#include "models/backend/runs_backend.h"
#include "models/domain/resource_group.h"
#include "widgets/kit/dialog_frame.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace slipway {

class Form;

// What Run says first: the script runs as the engine's user and may change real things.
class RunWarningDialog : public DialogFrame
{
    Q_OBJECT

public:
    explicit RunWarningDialog(const QString &nodeName, QWidget *parent);
};

// Where a draft's run takes place and with which values.
class RuntimeParametersDialog : public DialogFrame
{
    Q_OBJECT

public:
    // Reference: dataworks 2.2, 2.3. Run asks for values only where none are remembered for all that the script uses;
    // Run with Parameters always asks.
    struct Question
    {
        FileId file;
        int parameters = 0;     // how many positional parameters the script uses
        QStringList remembered; // values of the last run
        bool askAnyway = false;
    };
    RuntimeParametersDialog(const Question &question, QWidget *parent);

    // `preferred`: identifier of the group to choose where it can be.
    void setGroups(const QList<ResourceGroup> &groups, const QString &preferred);
    void setGroupsUnknown(const Error &error);
    DraftRun run() const;

signals:
    void groupsPageRequested();

private:
    void askValues();
    void showRememberedValues();
    void updateReadiness();

    Question m_question;
    Form *m_form;
    QComboBox *m_group;
    QPushButton *m_groupsLink;
    QWidget *m_groupsRow = nullptr;
    QList<QLineEdit *> m_values; // empty: the remembered ones hold
};

// Asks for the change description before a commit.
class CommitDialog : public DialogFrame
{
    Q_OBJECT

public:
    CommitDialog(const QString &nodeName, int nextVersion, QWidget *parent);

    QString comment() const;

private:
    QLineEdit *m_comment;
};

} // namespace slipway
