"""What `make bench` measures against: the least page that Streamlit and Plotly can make of a chart and a filter."""

import plotly.graph_objects as go
import streamlit as st

chosen = st.selectbox("Years", [5, 10], key="years")
figure = go.Figure(go.Scatter(x=list(range(chosen)), y=[90 + n % 4 for n in range(chosen)]))
figure.update_layout(title=f"{chosen} years")
st.plotly_chart(figure)
