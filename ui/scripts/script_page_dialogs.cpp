#include "ui/schedules/many_instances_dialog.h"
#include "ui/schedules/properties_pane.h"
#include "ui/scripts/run_dialogs.h"
#include "ui/scripts/script_page.h"
#include "ui/scripts/version_compare_dialog.h"
#include "widgets/editor/script_editor.h"
#include "widgets/kit/message_bar.h"

#include <QLocale>
#include <QPushButton>

// The questions that the page of a node asks.
namespace slipway {

namespace {
QString fieldWords(const QStringList &fields)
{
    QStringList words;
    for (const QString &field : fields)
        words << (field == QLatin1String("FileName")          ? ScriptPage::tr("The name")
                  : field == QLatin1String("FileDescription") ? ScriptPage::tr("The description")
                  : field == QLatin1String("Content")         ? ScriptPage::tr("The script")
                                                              : ScriptPage::tr("A property"));
    return QLocale().createSeparatedList(words);
}
} // namespace

void ScriptPage::commit()
{
    const QList<NodeDraft> many = withManyInstances({m_script.draft()});
    if (many.isEmpty())
        return askCommit(false);
    auto *dialog = new ManyInstancesDialog(many, this);
    connect(dialog, &DialogFrame::submitted, this, [this, dialog] {
        dialog->close();
        askCommit(true);
    });
    dialog->open();
}

void ScriptPage::askCommit(bool manyInstances)
{
    m_bar->clear();
    auto *dialog = new CommitDialog(m_script.draft().name, m_script.draft().latestVersion + 1, this);
    connect(dialog, &DialogFrame::submitted, this, [this, dialog, manyInstances] {
        const QString comment = dialog->comment();
        dialog->close();
        m_script.commit(comment, manyInstances);
    });
    dialog->open();
}

void ScriptPage::compare(const NodeVersion &version)
{
    auto *dialog = new VersionCompareDialog(version, m_script.draft(), m_groupNames, this);
    connect(dialog, &DialogFrame::submitted, this, [this, dialog, version] {
        dialog->close();
        restore(version);
    });
    dialog->open();
}

void ScriptPage::restore(const NodeVersion &version)
{
    m_editor->replaceText(version.script);
    m_script.setProperties(version.properties);
    m_properties->setDraft(m_script.draft());
    m_bar->showMessage(MessageBar::Kind::Info,
                       tr("The draft is V%1 again. Commit it to schedule it.").arg(version.version));
}

void ScriptPage::showConflict(const QStringList &fields)
{
    auto *dialog = new DialogFrame(tr("Changed in two places"), this);
    dialog->setObjectName(QStringLiteral("conflictDialog"));
    dialog->setExplanation(
        tr("%1 of this node was saved elsewhere while it was edited here. Nothing is overwritten until you choose.")
            .arg(fieldWords(fields)));
    dialog->setPrimary(tr("Keep what is here"), QStringLiteral("conflictKeepMine"));
    QPushButton *theirs = dialog->addButton(tr("Take the other"), QStringLiteral("conflictTakeTheirs"));
    connect(theirs, &QPushButton::clicked, this, [this, dialog] {
        dialog->close();
        m_script.takeTheirs();
    });
    connect(dialog, &DialogFrame::submitted, this, [this, dialog] {
        dialog->close();
        m_script.keepMine();
    });
    dialog->open();
}

} // namespace slipway
