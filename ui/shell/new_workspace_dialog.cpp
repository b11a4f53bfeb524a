#include "ui/shell/new_workspace_dialog.h"

#include "models/backend/groups_backend.h"
#include "models/domain/names.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/form.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

constexpr int dialogWidth = 460;
const auto identifierField = u"ProjectIdentifier"_s;
const auto zoneField = u"TimeZone"_s;

// Those that people choose from: places, and UTC. The others are old names of the same.
bool isPlace(const QByteArray &zone)
{
    static const QList<QByteArray> areas{"Africa",   "America",   "Antarctica", "Arctic", "Asia",
                                         "Atlantic", "Australia", "Europe",     "Indian", "Pacific"};
    return zone == "UTC" || areas.contains(zone.left(zone.indexOf('/')));
}

QString messageOf(const Outcome<> &outcome)
{
    return outcome.failed() ? outcome.error().message : QString();
}

} // namespace

NewWorkspaceDialog::NewWorkspaceDialog(ShellContext &context, QWidget *parent)
    : DialogFrame(tr("New Workspace"), parent),
      m_context(context),
      m_form(new Form(this)),
      m_identifier(new QLineEdit(this)),
      m_name(new QLineEdit(this)),
      m_zone(new QComboBox(this))
{
    setObjectName(u"newWorkspaceDialog"_s);
    setMinimumWidth(dialogWidth);
    setExplanation(tr("Workflows, nodes and their instances belong to a workspace. Bind a resource group to it to run "
                      "them."));
    m_identifier->setObjectName(u"workspaceIdentifier"_s);
    m_name->setObjectName(u"workspaceName"_s);
    addZones();
    m_form->addField(identifierField, tr("Identifier"), m_identifier,
                     tr("3 to 27 letters, digits and underscores; it cannot be changed."), true);
    m_form->addField(u"DisplayName"_s, tr("Name"), m_name, tr("Empty: the identifier."));
    m_form->addField(zoneField, tr("Time zone"), m_zone, {}, true);
    setContent(m_form);
    setPrimary(tr("Create"), u"newWorkspaceCreate"_s);
    connect(m_identifier, &QLineEdit::textChanged, this, &NewWorkspaceDialog::check);
    connect(m_zone, &QComboBox::editTextChanged, this, &NewWorkspaceDialog::check);
    connect(this, &DialogFrame::submitted, this, &NewWorkspaceDialog::create);
    check();
    m_identifier->setFocus();
}

void NewWorkspaceDialog::addZones()
{
    m_zone->setObjectName(u"workspaceTimeZone"_s);
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds()) {
        if (isPlace(zone))
            m_zone->addItem(QString::fromLatin1(zone));
    }
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    const QByteArray here = QTimeZone::systemTimeZoneId();
    m_zone->setCurrentText(here.isEmpty() ? u"UTC"_s : QString::fromLatin1(here));
}

QString NewWorkspaceDialog::zoneHint(const QByteArray &zone) const
{
    const QDateTime now = toDateTime(m_context.engine().engineNow(), QTimeZone(zone));
    return tr("Schedules are meant in it; it cannot be changed. There it is %1 now (%2).")
        .arg(now.toString(u"yyyy-MM-dd HH:mm"_s), now.toString(u"t"_s));
}

void NewWorkspaceDialog::check()
{
    const QString identifier = m_identifier->text();
    const Outcome<> named = checkWorkspaceIdentifier(identifier);
    const QByteArray zone = m_zone->currentText().toUtf8();
    const Outcome<> placed = checkTimeZone(zone);
    // An empty field was not filled in yet; that is no fault to point at.
    m_form->setError(identifierField, identifier.isEmpty() ? QString() : messageOf(named));
    m_form->setError(zoneField, messageOf(placed));
    m_form->setHint(zoneField, placed.ok() ? zoneHint(zone) : QString());
    setPrimaryEnabled(named.ok() && placed.ok());
}

void NewWorkspaceDialog::create()
{
    setBusy(true);
    m_context.backends()
        .groups.createWorkspace(m_identifier->text(), m_name->text().trimmed(), m_zone->currentText().toUtf8())
        .then(this, [this](const Outcome<Workspace> &made) {
            setBusy(false);
            if (made.failed()) {
                if (!m_form->showError(made.error()))
                    showError(tr("The workspace was not created"), made.error());
                return;
            }
            if (made.ok()) {
                QList<Workspace> all = m_context.workspace().workspaces();
                m_context.workspace().setWorkspaces(all << *made);
                m_context.workspace().setCurrent(made->id);
            }
            accept();
        });
}

} // namespace slipway
