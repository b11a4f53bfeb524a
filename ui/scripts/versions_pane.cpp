#include "ui/scripts/versions_pane.h"

#include "models/backend/workflows_backend.h"
#include "models/domain/schedule_rules.h"
#include "models/items/time_words.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/states.h"
#include "widgets/kit/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace slipway {

namespace {
constexpr int rowHeight = 48;
enum Role { TitleRole = Qt::UserRole, TimeRole, RemarkRole };

// Number and time on the first line, what it was about on the second.
class VersionDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {120, rowHeight}; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem ground(option);
        initStyleOption(&ground, index);
        ground.text.clear();
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
        const Theme theme = Theme::of(option.palette);
        const QRect rect = option.rect.adjusted(spacing::m, spacing::xs + 1, -spacing::m, -spacing::xs - 1);
        painter->save();
        QFont strong = option.font;
        strong.setWeight(QFont::DemiBold);
        painter->setFont(strong);
        painter->setPen(theme.colour(Token::Text));
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignTop, index.data(TitleRole).toString());
        painter->setFont(textFont(TextSize::Caption, option.font));
        painter->setPen(theme.colour(Token::TextMuted));
        painter->drawText(rect.adjusted(0, 2, 0, 0), Qt::AlignRight | Qt::AlignTop, index.data(TimeRole).toString());
        const QString remark =
            painter->fontMetrics().elidedText(index.data(RemarkRole).toString(), Qt::ElideRight, rect.width());
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignBottom, remark);
        painter->restore();
    }
};
} // namespace

VersionsPane::VersionsPane(const Backends &backends, QWidget *parent)
    : QWidget(parent),
      m_backends(backends),
      m_bar(new MessageBar(this)),
      m_empty(new EmptyState(Icon::Commit, tr("No versions yet"),
                             tr("Commit makes the first one. Each can be brought back later."), this)),
      m_list(new QListWidget(this)),
      m_line(separatorLine(Qt::Horizontal, this)),
      m_script(new QPlainTextEdit(this)),
      m_compare(quietButton(tr("Compare with the draft"), QStringLiteral("versionCompare"), this)),
      m_restore(quietButton(tr("Bring back"), QStringLiteral("versionRestore"), this))
{
    m_list->setObjectName(QStringLiteral("versionList"));
    m_list->setAccessibleName(tr("Versions"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setItemDelegate(new VersionDelegate(m_list));
    m_script->setObjectName(QStringLiteral("versionScript"));
    m_script->setAccessibleName(tr("Script of the version"));
    m_script->setReadOnly(true);
    m_script->setFrameShape(QFrame::NoFrame);
    m_script->document()->setDocumentMargin(spacing::m);
    m_script->setFont(codeFont());
    m_script->setLineWrapMode(QPlainTextEdit::NoWrap);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 2);
    layout->addWidget(m_line);
    layout->addWidget(m_script, 3);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(spacing::m, spacing::s, spacing::m, spacing::s);
    foot->setSpacing(spacing::s);
    foot->addWidget(m_compare);
    foot->addWidget(m_restore);
    foot->addStretch(1);
    layout->addLayout(foot);
    connect(m_list, &QListWidget::currentRowChanged, this, &VersionsPane::select);
    const auto compare = [this] {
        if (const int row = m_list->currentRow(); row >= 0)
            emit compareRequested(m_versions.at(row));
    };
    connect(m_list, &QListWidget::itemActivated, this, compare);
    connect(m_compare, &QPushButton::clicked, this, compare);
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
        const QString title = tr("V%1").arg(version.version);
        const QString time = exactTime(version.committedAt, m_zone);
        const QString what = version.comment.isEmpty() ? describe(version.properties.schedule) : version.comment;
        const QString remark = version.committedBy.isEmpty() ? what : tr("%1 · %2").arg(version.committedBy, what);
        auto *item = new QListWidgetItem(tr("%1, %2, %3").arg(title, time, remark), m_list); // as it is read out
        item->setData(TitleRole, title);
        item->setData(TimeRole, time);
        item->setData(RemarkRole, remark);
        item->setToolTip(tr("%1\nDouble click or Enter compares it with the draft.").arg(what));
    }
    for (QWidget *widget : std::initializer_list<QWidget *>{m_list, m_line, m_script, m_compare, m_restore})
        widget->setVisible(!versions.isEmpty());
    m_empty->setVisible(versions.isEmpty());
    if (!versions.isEmpty())
        m_list->setCurrentRow(0);
}

void VersionsPane::select(int row)
{
    m_compare->setEnabled(row >= 0);
    m_restore->setEnabled(row >= 0);
    m_script->setPlainText(row >= 0 && row < m_versions.size() ? m_versions.at(row).script : QString());
}

} // namespace slipway
