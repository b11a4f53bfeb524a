#pragma once

#include "models/backend/runs_backend.h"
#include "models/domain/resource_group.h"
#include "widgets/kit/dialog_frame.h"

class QComboBox;
class QLineEdit;

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
    // `parameters`: how many positional parameters the script uses; `remembered` are the values of the last run.
    RuntimeParametersDialog(FileId file, int parameters, const QStringList &remembered, QWidget *parent);

    void setGroups(const QList<ResourceGroup> &groups, const QString &preferred);
    DraftRun run() const;

signals:
    void groupsPageRequested();

private:
    void updateReadiness();

    FileId m_file;
    Form *m_form;
    QComboBox *m_group;
    QList<QLineEdit *> m_values;
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
