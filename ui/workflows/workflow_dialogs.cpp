#include "ui/workflows/workflow_dialogs.h"

#include "models/domain/names.h"
#include "widgets/kit/form.h"
#include "widgets/kit/icons.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

constexpr int dialogWidth = 460;

QString counted(const QString &rule, qsizetype length, int limit)
{
    return u"%1  %2/%3"_s.arg(rule).arg(length).arg(limit);
}

} // namespace

WorkflowDialog::WorkflowDialog(std::function<QString(const QString &)> fault, const Workflow *existing, QWidget *parent)
    : DialogFrame(existing != nullptr ? tr("Edit Workflow") : tr("Create Workflow"), parent),
      m_fault(std::move(fault)),
      m_form(new Form(this)),
      m_name(new QLineEdit(this)),
      m_description(new QPlainTextEdit(this))
{
    setObjectName(u"workflowDialog"_s);
    setMinimumWidth(dialogWidth);
    m_name->setObjectName(u"workflowName"_s);
    m_description->setObjectName(u"workflowDescription"_s);
    m_description->setFixedHeight(84);
    m_description->setTabChangesFocus(true);
    m_form->addField(u"BusinessName"_s, tr("Workflow Name"), m_name, {}, true);
    m_form->addField(u"Description"_s, tr("Description"), m_description);
    setContent(m_form);
    setPrimary(existing != nullptr ? tr("Save") : tr("Create"), u"workflowDialogCreate"_s);
    if (existing != nullptr) {
        m_name->setText(existing->name);
        m_description->setPlainText(existing->description);
        m_initial = existing->name;
    }
    connect(m_name, &QLineEdit::textChanged, this, &WorkflowDialog::check);
    connect(m_description, &QPlainTextEdit::textChanged, this, &WorkflowDialog::check);
    check();
    m_name->setFocus();
}

QString WorkflowDialog::name() const
{
    return m_name->text();
}

QString WorkflowDialog::description() const
{
    return m_description->toPlainText();
}

void WorkflowDialog::check()
{
    const QString text = name();
    m_form->setHint(u"BusinessName"_s,
                    counted(tr("Letters, digits, underscores and periods."), text.size(), workflowNameLimit));
    const QString fault = m_fault(text);
    // An empty field was not filled in yet; that is no fault to point at.
    m_form->setError(u"BusinessName"_s,
                     text.isEmpty() || fault.isEmpty() ? QString() : counted(fault, text.size(), workflowNameLimit));
    const Outcome<> described = checkDescription(description());
    m_form->setError(u"Description"_s, described.failed() ? described.error().message : QString());
    setPrimaryEnabled(fault.isEmpty() && described.ok());
}

void WorkflowDialog::showFault(const QString &what, const Error &error)
{
    if (!m_form->showError(error))
        showError(what, error);
}

CreateNodeDialog::CreateNodeDialog(const QList<Workflow> &locations, const NodeWish &start,
                                   std::function<QString(WorkflowId, const QString &)> fault, QWidget *parent)
    : DialogFrame(tr("Create Node"), parent),
      m_fault(std::move(fault)),
      m_form(new Form(this)),
      m_name(new QLineEdit(this)),
      m_kind(new QComboBox(this)),
      m_location(new QComboBox(this))
{
    setObjectName(u"createNodeDialog"_s);
    setMinimumWidth(dialogWidth);
    m_name->setObjectName(u"nodeName"_s);
    m_name->setText(start.name);
    m_kind->setObjectName(u"nodeType"_s);
    m_kind->addItem(icon(Icon::Shell), tr("Shell"), int(NodeKind::Shell));
    m_kind->addItem(icon(Icon::ZeroLoad), tr("Zero load"), int(NodeKind::ZeroLoad));
    m_kind->setCurrentIndex(m_kind->findData(int(start.kind)));
    m_location->setObjectName(u"nodeLocation"_s);
    for (const Workflow &workflow : locations)
        m_location->addItem(icon(Icon::Workflow), workflow.name, workflow.id.value());
    m_location->setCurrentIndex(std::max(0, m_location->findData(start.workflow.value())));
    m_form->addField(u"FileName"_s, tr("Node Name"), m_name, {}, true);
    m_form->addField(u"FileType"_s, tr("Node Type"), m_kind);
    m_form->addField(u"FileFolderPath"_s, tr("Location"), m_location);
    setContent(m_form);
    setPrimary(tr("Commit"), u"createNodeCommit"_s);
    connect(m_name, &QLineEdit::textChanged, this, &CreateNodeDialog::check);
    connect(m_location, &QComboBox::currentIndexChanged, this, &CreateNodeDialog::check);
    check();
    m_name->setFocus();
    m_name->selectAll();
}

NodeWish CreateNodeDialog::wish() const
{
    return {WorkflowId{m_location->currentData().toLongLong()}, NodeKind(m_kind->currentData().toInt()),
            m_name->text()};
}

void CreateNodeDialog::check()
{
    const NodeWish now = wish();
    m_form->setHint(u"FileName"_s,
                    counted(tr("Letters, digits, underscores, periods and hyphens."), now.name.size(), nodeNameLimit));
    const QString fault = m_fault(now.workflow, now.name);
    m_form->setError(u"FileName"_s, now.name.isEmpty() || fault.isEmpty()
                                        ? QString()
                                        : counted(fault, now.name.size(), nodeNameLimit));
    setPrimaryEnabled(fault.isEmpty() && now.workflow.isValid());
}

void CreateNodeDialog::showFault(const QString &what, const Error &error)
{
    if (!m_form->showError(error))
        showError(what, error);
}

} // namespace slipway
