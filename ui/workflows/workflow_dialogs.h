#pragma once

#include "models/domain/workflow.h"
#include "widgets/kit/dialog_frame.h"

#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace slipway {

class Form;

// Create Workflow, and the same for an existing one. The rule for the name is shown as one types.
class WorkflowDialog : public DialogFrame
{
    Q_OBJECT

public:
    // `fault` says what is wrong with a name, empty when it is good. `existing`: to edit this one.
    WorkflowDialog(std::function<QString(const QString &)> fault, const Workflow *existing, QWidget *parent);

    QString name() const;
    QString description() const;
    // The engine's answer: at its field where it names one.
    void showFault(const QString &what, const Error &error);

private:
    void check();

    std::function<QString(const QString &)> m_fault;
    Form *m_form;
    QLineEdit *m_name;
    QPlainTextEdit *m_description;
    QString m_initial;
};

// What a node is created with.
struct NodeWish
{
    WorkflowId workflow;
    NodeKind kind = NodeKind::Shell;
    QString name;
};

// Create Node: Node Name, Node Type, Location; Commit creates it.
class CreateNodeDialog : public DialogFrame
{
    Q_OBJECT

public:
    // `fault` says what is wrong with a name in a workflow.
    CreateNodeDialog(const QList<Workflow> &locations, const NodeWish &start,
                     std::function<QString(WorkflowId, const QString &)> fault, QWidget *parent);

    NodeWish wish() const;
    void showFault(const QString &what, const Error &error);

private:
    void check();

    std::function<QString(WorkflowId, const QString &)> m_fault;
    Form *m_form;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QComboBox *m_location;
};

} // namespace slipway
