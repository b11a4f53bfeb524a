#include "ui/scripts/version_compare_dialog.h"

#include "models/items/counted.h"
#include "ui/scripts/property_changes.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/card.h"
#include "widgets/kit/diff_view.h"
#include "widgets/kit/message_bar.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace slipway {

namespace {
constexpr QSize usualSize(820, 600);
constexpr int context = 3; // lines around a change

// What differs, in one line under the title.
QString summary(const TextDiff &diff, qsizetype properties)
{
    QStringList parts;
    if (diff.removed > 0)
        parts << counted(diff.removed, VersionCompareDialog::tr("%1 line removed"),
                         VersionCompareDialog::tr("%1 lines removed"));
    if (diff.added > 0)
        parts << counted(diff.added, VersionCompareDialog::tr("%1 line added"),
                         VersionCompareDialog::tr("%1 lines added"));
    if (properties > 0)
        parts << counted(properties, VersionCompareDialog::tr("%1 property changed"),
                         VersionCompareDialog::tr("%1 properties changed"));
    return parts.isEmpty()
               ? VersionCompareDialog::tr("The draft is the same as this version.")
               : VersionCompareDialog::tr("Since then, in the draft: %1.").arg(parts.join(QStringLiteral(", ")));
}

QWidget *propertyTable(const QList<PropertyChange> &changes, int version, QWidget *parent)
{
    auto *table = new QWidget(parent);
    table->setObjectName(QStringLiteral("versionProperties"));
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing::l);
    grid->setVerticalSpacing(spacing::xs);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    const auto put = [grid, table](const QString &text, int row, int column, bool muted) {
        auto *label = new ElidedLabel(table);
        label->setText(text.isEmpty() ? VersionCompareDialog::tr("not set") : text);
        label->setMuted(muted || text.isEmpty());
        grid->addWidget(label, row, column);
    };
    grid->addWidget(textLabel(VersionCompareDialog::tr("Property"), TextSize::Caption, table, true), 0, 0);
    grid->addWidget(textLabel(VersionCompareDialog::tr("V%1").arg(version), TextSize::Caption, table, true), 0, 1);
    grid->addWidget(textLabel(VersionCompareDialog::tr("Draft"), TextSize::Caption, table, true), 0, 2);
    int row = 1;
    for (const PropertyChange &change : changes) {
        grid->addWidget(textLabel(change.name, TextSize::Body, table), row, 0);
        put(change.before, row, 1, true);
        put(change.after, row, 2, false);
        ++row;
    }
    return table;
}
} // namespace

VersionCompareDialog::VersionCompareDialog(const NodeVersion &version, const NodeDraft &draft,
                                           const QHash<QString, QString> &groupNames, QWidget *parent)
    : DialogFrame(tr("V%1 and the draft").arg(version.version), parent),
      m_before(linesOfText(version.script)),
      m_after(linesOfText(draft.script)),
      m_diff(diffLines(m_before, m_after)),
      m_view(new DiffView(this))
{
    setObjectName(QStringLiteral("versionCompareDialog"));
    m_view->setObjectName(QStringLiteral("versionDiff"));
    m_view->setAccessibleName(tr("Differences of the script"));
    setContent(makeContent(version, draft, groupNames));
    QPushButton *restore = setPrimary(tr("Bring Back V%1").arg(version.version), QStringLiteral("compareRestore"));
    restore->setDefault(false); // Enter opened this; pressed once more it must not replace the draft
    setPrimaryEnabled(version.script != draft.script || version.properties != draft.properties);
    setCancel(tr("Close"));
    QPushButton *all = addButton(tr("Show All Lines"), QStringLiteral("compareAllLines"));
    all->setCheckable(true);
    connect(all, &QPushButton::toggled, this, &VersionCompareDialog::showRows);
    resize(usualSize);
    m_view->setFocus();
}

QWidget *VersionCompareDialog::makeContent(const NodeVersion &version, const NodeDraft &draft,
                                           const QHash<QString, QString> &groupNames)
{
    const QList<PropertyChange> changes = propertyChanges(version.properties, draft.properties, groupNames);
    setExplanation(summary(m_diff, changes.size()));
    if (m_diff.tooDifferent)
        messageBar()->showMessage(MessageBar::Kind::Info,
                                  tr("The scripts are too different to find the shortest way from one to the other."));
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::m);
    if (!changes.isEmpty())
        column->addWidget(propertyTable(changes, version.version, content));
    m_view->setFrameShape(QFrame::StyledPanel);
    column->addWidget(m_view, 1);
    showRows(false);
    return content;
}

void VersionCompareDialog::showRows(bool all)
{
    m_view->setRows(diffRows(m_diff, m_before, m_after, all ? -1 : context));
}

} // namespace slipway
