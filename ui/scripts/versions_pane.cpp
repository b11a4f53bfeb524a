#include "ui/scripts/versions_pane.h"

#include "models/backend/workflows_backend.h"
#include "models/domain/schedule_rules.h"
#include "models/items/time_words.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/states.h"
#include "widgets/kit/theme.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace slipway {

VersionsPane::VersionsPane(const Backends &backends, QWidget *parent)
    : QWidget(parent),
      m_backends(backends),
      m_bar(new MessageBar(this)),
      m_empty(new EmptyState(Icon::Commit, tr("No versions yet"),
                             tr("Commit makes the first one. Each can be brought back later."), this)),
      m_list(new QListWidget(this)),
      m_script(new QPlainTextEdit(this)),
      m_restore(quietButton(tr("Bring back into the draft"), QStringLiteral("versionRestore"), this))
{
    m_list->setObjectName(QStringLiteral("versionList"));
    m_list->setAccessibleName(tr("Versions"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_script->setObjectName(QStringLiteral("versionScript"));
    m_script->setAccessibleName(tr("Script of the version"));
    m_script->setReadOnly(true);
    m_script->setFont(codeFont());
    m_script->setLineWrapMode(QPlainTextEdit::NoWrap);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::m, spacing::m, spacing::m, spacing::m);
    layout->setSpacing(spacing::s);
    layout->addWidget(m_bar);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 2);
    layout->addWidget(m_script, 3);
    layout->addWidget(m_restore, 0, Qt::AlignLeft);
    connect(m_list, &QListWidget::currentRowChanged, this, &VersionsPane::select);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const int row = m_list->currentRow(); row >= 0)
            emit restoreRequested(m_versions.at(row));
    });
    showVersions({});
}

void VersionsPane::show(FileId file)
{
    m_file = file;
    m_backends.workflows.listVersions(file).then(this, [this, file](const Outcome<QList<NodeVersion>> &versions) {
        if (file != m_file)
            return;
        if (versions.ok()) {
            m_bar->clear();
            showVersions(*versions);
        } else if (versions.failed()) {
            m_bar->showError(tr("The versions could not be read."), versions.error());
        }
    });
}

void VersionsPane::showVersions(const QList<NodeVersion> &versions)
{
    m_versions = versions;
    m_list->clear();
    for (const NodeVersion &version : versions) {
        const QString what = version.comment.isEmpty() ? describe(version.properties.schedule) : version.comment;
        auto *item = new QListWidgetItem(tr("V%1   %2   %3\n%4")
                                             .arg(version.version)
                                             .arg(exactTime(version.committedAt, m_zone), version.committedBy, what),
                                         m_list);
        item->setToolTip(what);
    }
    for (QWidget *widget : std::initializer_list<QWidget *>{m_list, m_script, m_restore})
        widget->setVisible(!versions.isEmpty());
    m_empty->setVisible(versions.isEmpty());
    if (!versions.isEmpty())
        m_list->setCurrentRow(0);
}

void VersionsPane::select(int row)
{
    m_restore->setEnabled(row >= 0);
    m_script->setPlainText(row >= 0 && row < m_versions.size() ? m_versions.at(row).script : QString());
}

} // namespace slipway
