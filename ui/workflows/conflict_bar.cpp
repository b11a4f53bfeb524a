#include "ui/workflows/conflict_bar.h"

#include "widgets/kit/buttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace slipway {

ConflictBar::ConflictBar(QWidget *parent) : QFrame(parent), m_text(textLabel({}, TextSize::Body, this, false, true))
{
    setObjectName(u"conflictBar"_s);
    QPushButton *mine = quietButton(tr("Keep mine"), u"conflictKeepMine"_s, this);
    QPushButton *theirs = quietButton(tr("Reload"), u"conflictReload"_s, this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::l, spacing::s, spacing::s, spacing::s);
    row->setSpacing(spacing::s);
    row->addWidget(m_text, 1);
    row->addWidget(mine);
    row->addWidget(theirs);
    connect(mine, &QPushButton::clicked, this, [this] { emit keepMine(takeFirst()); });
    connect(theirs, &QPushButton::clicked, this, [this] { emit reload(takeFirst()); });
    hide();
}

void ConflictBar::add(FileId file, const QString &name, const QStringList &fields)
{
    m_open.insert(file,
                  tr("“%1”: its %2 was changed elsewhere while you changed it here. Nothing is overwritten until you "
                     "choose.")
                      .arg(name, fields.join(u", "_s)));
    showFirst();
}

FileId ConflictBar::takeFirst()
{
    const FileId file = m_open.isEmpty() ? FileId{} : m_open.firstKey();
    m_open.remove(file);
    showFirst();
    return file;
}

void ConflictBar::showFirst()
{
    setVisible(!m_open.isEmpty());
    if (!m_open.isEmpty())
        m_text->setText(m_open.first());
}

void ConflictBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.tint(StateKind::Waiting));
    painter.fillRect(QRect(0, 0, 3, height()), theme.state(StateKind::Waiting));
}

} // namespace slipway
