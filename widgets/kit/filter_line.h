#pragma once

#include <QLineEdit>

class QTimer;

namespace slipway {

class FilterProxy;

// A search field: magnifier, clear button, Escape clears. Settles for 120 ms before it speaks.
class FilterLine : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterLine(const QString &placeholder, QWidget *parent = nullptr);

    // Filters a table that is wholly in the client; large lists listen to filterChanged instead.
    void attachTo(FilterProxy *proxy);

signals:
    void filterChanged(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QTimer *m_settle;
};

} // namespace slipway
