#include "ui/shell/connection_bar.h"

#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace slipway {

ConnectionBar::ConnectionBar(ShellContext &context, QWidget *parent)
    : QWidget(parent), m_engine(context.engine()), m_text(textLabel(QString(), TextSize::Body, this, false, true))
{
    setObjectName(QStringLiteral("connectionBar"));
    m_text->setObjectName(QStringLiteral("connectionText"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::l + metric::icon + spacing::s, spacing::s, spacing::l, spacing::s);
    row->addWidget(m_text, 1);
    QPushButton *start = quietButton(tr("Start the engine"), QStringLiteral("startEngine"), this);
    row->addWidget(start);
    connect(start, &QPushButton::clicked, &context, &ShellContext::startEngine);
    connect(&m_engine, &EnginePresenter::connectionChanged, this, &ConnectionBar::showState);
    showState();
}

void ConnectionBar::showState()
{
    const bool lost = m_engine.connection() == ConnectionState::Offline ||
                      (m_engine.connection() == ConnectionState::Connecting && m_engine.wasOnline());
    setVisible(lost);
    if (!lost)
        return;
    const QString kept =
        tr("What is on screen and what you typed is kept. Runs and services go on without the console.");
    const QString again = tr("Trying again…");
    QString text = m_engine.connectionProblem();
    if (text.isEmpty())
        text = tr("The engine does not answer");
    if (!text.endsWith(u'.'))
        text += u'.';
    m_text->setText(text + u' ' + again + u' ' + kept);
    setAccessibleName(m_text->text());
}

void ConnectionBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    painter.fillRect(rect(), theme.tint(StateKind::Waiting));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.colour(Token::Border));
    paintIcon(&painter, Icon::Warning, QRectF(spacing::l, (height() - metric::icon) / 2.0, metric::icon, metric::icon),
              theme.state(StateKind::Waiting));
}

} // namespace slipway
