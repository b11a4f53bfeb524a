#include "widgets/canvas/node_name_editor.h"

#include "widgets/kit/theme.h"

#include <QKeyEvent>
#include <QLabel>

namespace slipway {

NodeNameEditor::NodeNameEditor(QWidget *canvas) : QLineEdit(canvas), m_fault(new QLabel(canvas))
{
    setObjectName(QStringLiteral("canvasNameEditor"));
    setAccessibleName(tr("Node name"));
    setAlignment(Qt::AlignCenter);
    hide();
    m_fault->setObjectName(QStringLiteral("canvasNameFault"));
    m_fault->setWordWrap(true);
    m_fault->setAutoFillBackground(true);
    m_fault->setMargin(spacing::s);
    m_fault->hide();
    connect(this, &QLineEdit::textChanged, this, &NodeNameEditor::check);
}

void NodeNameEditor::begin(GraphNodeId id, const QString &name, const QRect &box,
                           std::function<QString(const QString &)> rule)
{
    m_id = id;
    m_before = name;
    m_rule = std::move(rule);
    const int width = std::max(box.width(), 180);
    setGeometry(box.center().x() - width / 2, box.center().y() - metric::control / 2, width, metric::control);
    QPalette palette = m_fault->palette();
    const Theme theme = Theme::of(this);
    palette.setColor(QPalette::Window, theme.colour(Token::Raised));
    palette.setColor(QPalette::WindowText, theme.state(StateKind::Failure));
    m_fault->setPalette(palette);
    m_fault->setFixedWidth(std::max(width, 240));
    setText(name);
    selectAll();
    show();
    raise();
    setFocus(Qt::OtherFocusReason);
    check();
}

void NodeNameEditor::check()
{
    const QString fault = m_rule && isVisible() && text() != m_before ? m_rule(text()) : QString();
    m_fault->setText(fault);
    m_fault->adjustSize();
    m_fault->move(geometry().center().x() - m_fault->width() / 2, geometry().bottom() + spacing::xs);
    m_fault->setVisible(!fault.isEmpty());
    m_fault->raise();
}

void NodeNameEditor::giveUp()
{
    if (!isVisible())
        return;
    m_fault->hide();
    hide();
    emit finished();
}

void NodeNameEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        giveUp();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        const QString name = text();
        if (name != m_before && m_rule && !m_rule(name).isEmpty())
            return; // the fault is on screen
        giveUp();
        if (name != m_before)
            emit accepted(m_id, name);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void NodeNameEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        giveUp();
}

} // namespace slipway
